// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.runtime.PoolSettings;
import io.phandoff.runtime.PoolSettings.Grow;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolRulesTest {

    private static final PoolSettings DEFAULTS = new PoolSettings(Grow.AUTO, 256, 500_000);

    @Test
    void settings_noRule_areTheDefaults() {
        assertThat(settings("pool-1-thread-1")).isEqualTo(DEFAULTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pool-1-thread-?", "pool-1-thread", "pool-*", "java.lang.Thread", "java.lang.O*", "*"})
    void settings_globFitsOneOfTheNames_count(String glob) {
        assertThat(settings("pool-1-thread-1", "phandoff.pools." + glob + ".grow", "off")
                        .grow())
                .isEqualTo(Grow.OFF);
    }

    @Test
    void settings_globFitsNoName_areTheDefaults() {
        assertThat(settings("pool-1-thread-1", "phandoff.pools.pool-2-*.grow", "off"))
                .isEqualTo(DEFAULTS);
    }

    @Test
    void settings_severalGlobsFit_longestCountsForEachSetting() {
        assertThat(settings(
                        "a.b-1",
                        "phandoff.pools.*.grow",
                        "off",
                        "phandoff.pools.a.b*.grow",
                        "on",
                        "phandoff.pools.*.grow.max",
                        "3",
                        "phandoff.pools.a*.grow.grace",
                        "2ms"))
                .isEqualTo(new PoolSettings(Grow.ON, 3, 2_000_000));
    }

    @Test
    void read_goodRules_areListedAsNonDefaults() {
        AgentOptions options = read("phandoff.pools.db.grow.max", "7", "phandoff.pools.web-*.grow", "OFF");

        assertThat(options.warnings()).isEmpty();
        assertThat(options.nonDefaults())
                .isEqualTo(
                        "phandoff.pools.web-*.grow=off (system-property) phandoff.pools.db.grow.max=7 (system-property)");
    }

    @Test
    void read_wrongValue_oneWarningAndNoRule() {
        AgentOptions options = read("phandoff.pools.db.grow", "yes");

        assertThat(options.nonDefaults()).isEqualTo("none");
        assertThat(options.warnings())
                .containsExactly("option-invalid key=phandoff.pools.db.grow value=\"yes\" expected=\"off, auto or on\""
                        + " using=none source=system-property");
    }

    @Test
    void read_keyWithoutGlob_isUnknown() {
        assertThat(read("phandoff.pools.grow", "off").warnings())
                .singleElement()
                .asString()
                .startsWith("option-unknown key=phandoff.pools.grow nearest=");
    }

    private static PoolSettings settings(String threadName, String... keysAndValues) {
        return read(keysAndValues).poolFilter().settings(new Thread(threadName), new Object(), DEFAULTS);
    }

    private static AgentOptions read(String... keysAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return AgentOptions.read(properties);
    }
}
