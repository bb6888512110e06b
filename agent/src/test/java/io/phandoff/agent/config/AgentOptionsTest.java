// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.agent.hook.Extra;
import io.phandoff.runtime.RuntimeConfig;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentOptionsTest {

    @Test
    void read_nothingGiven_allDefaultsAndNoWarning() {
        AgentOptions options = read();

        int processors = Math.max(2, Runtime.getRuntime().availableProcessors());
        assertThat(options.warnings()).isEmpty();
        assertThat(options.nonDefaults()).isEqualTo("none");
        assertThat(options.get(OptionTable.STATS_INTERVAL)).isEqualTo(10_000_000_000L);
        assertThat(options.toRuntimeConfig())
                .isEqualTo(new RuntimeConfig(processors, true, 256, 1024, 500_000, false, 0, 10_000_000, true));
    }

    @Test
    void read_everyRuntimeOptionGiven_reachesTheRuntime() {
        AgentOptions options = read(
                "phandoff.procs", "1",
                "phandoff.grow", "FALSE",
                "phandoff.grow.max-per-pool", "7",
                "phandoff.grow.max-total", "9",
                "phandoff.grow.grace", "2ms",
                "phandoff.strict", "true",
                "phandoff.resume.max-wait", "3ms",
                "phandoff.slice", " 5ms ");

        assertThat(options.warnings()).isEmpty();
        assertThat(options.toRuntimeConfig())
                .isEqualTo(new RuntimeConfig(1, false, 7, 9, 2_000_000, true, 3_000_000, 5_000_000, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phandoff.procs|0|1..1024",
                "phandoff.procs|1025|1..1024",
                "phandoff.procs|two|1..1024",
                "phandoff.grow|yes|true or false",
                "phandoff.grow.max-total|-1|0..65536",
                "phandoff.slice|0|100us..10s",
                "phandoff.slice|10|100us..10s",
                "phandoff.micrometer|on|auto or off",
                "phandoff.stats.interval|1us|0 or 10ms..24h"
            })
    void read_wrongValue_oneWarningAndTheDefault(String key, String value, String expected) {
        AgentOptions options = read(key, value);

        assertThat(options.nonDefaults()).isEqualTo("none");
        assertThat(options.warnings())
                .singleElement()
                .asString()
                .startsWith(
                        "option-invalid key=" + key + " value=\"" + value + "\" expected=\"" + expected + "\" using=")
                .endsWith(" source=system-property");
    }

    @Test
    void read_unknownKey_oneWarningWithTheNearest() {
        AgentOptions options = read("phandoff.stats.intervall", "1s", "phandoff.proc", "3", "other.proc", "3");

        assertThat(options.warnings())
                .containsExactly(
                        "option-unknown key=phandoff.proc nearest=phandoff.procs source=system-property",
                        "option-unknown key=phandoff.stats.intervall nearest=phandoff.stats.interval"
                                + " source=system-property");
    }

    @Test
    void read_extraHooks_areTheGroupsNamed() {
        assertThat(read().get(OptionTable.HOOKS_EXTRA).groups()).isEmpty();

        AgentOptions options = read("phandoff.hooks.extra", " close, file-metadata,, ");
        assertThat(options.warnings()).isEmpty();
        assertThat(options.get(OptionTable.HOOKS_EXTRA).groups())
                .containsExactlyInAnyOrder(Extra.FILE_METADATA, Extra.CLOSE);
        assertThat(options.nonDefaults()).isEqualTo("phandoff.hooks.extra=file-metadata,close (system-property)");
    }

    @Test
    void read_unknownExtraHooks_oneWarningAndNone() {
        AgentOptions options = read("phandoff.hooks.extra", "close,sctpp,x");

        assertThat(options.get(OptionTable.HOOKS_EXTRA).groups()).isEmpty();
        assertThat(options.warnings())
                .containsExactly(
                        "option-invalid key=phandoff.hooks.extra value=\"close,sctpp,x\" expected=\"any of"
                                + " file-metadata, close, legacy-sockets, channel-spi, sctp, smartcard\" using=none source=system-property");
    }

    @Test
    void read_propertyThatIsNoString_isIgnored() {
        Properties properties = new Properties();
        properties.put("phandoff.procs", 3);
        properties.put(new Object(), "phandoff");

        assertThat(AgentOptions.read(properties).warnings()).isEmpty();
    }

    @Test
    void nonDefaults_someGiven_listsThoseThatDiffer() {
        AgentOptions options =
                read("phandoff.slice", "20ms", "phandoff.grow", "true", "phandoff.pools.exclude", "a*, b");

        assertThat(options.nonDefaults())
                .isEqualTo("phandoff.pools.exclude=a*,b (system-property) phandoff.slice=20ms (system-property)");
    }

    private static AgentOptions read(String... keysAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return AgentOptions.read(properties);
    }
}
