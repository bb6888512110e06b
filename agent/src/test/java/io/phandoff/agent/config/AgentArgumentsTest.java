// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentArgumentsTest {

    private final List<String> warnings = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slice=1ms|phandoff.slice=1ms",
                "phandoff.slice=1ms|phandoff.slice=1ms",
                "slice=1ms,procs=2|phandoff.slice=1ms phandoff.procs=2",
                " slice=1ms , procs=2|phandoff.slice=1ms  phandoff.procs=2",
                "pools.include=a*,b?,procs=2|phandoff.pools.include=a*,b? phandoff.procs=2",
                "pools.include=,procs=2|phandoff.pools.include= phandoff.procs=2",
                "pools.a=b.grow=off|phandoff.pools.a=b.grow=off"
            })
    void parse_pairs_areTakenApartAtCommasBeforeAKey(String text, String expected) {
        assertThat(String.join(
                        " ",
                        AgentArguments.parse(text, warnings).stream()
                                .map(setting -> setting.key() + "=" + setting.value())
                                .toList()))
                .isEqualTo(expected);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void parse_nothing_isNothing(String text) {
        assertThat(AgentArguments.parse(text, warnings)).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void parse_noPair_oneWarningAndTheOthersHold() {
        assertThat(AgentArguments.parse("start,procs=2", warnings))
                .extracting(Setting::key)
                .containsExactly("phandoff.procs");
        assertThat(warnings)
                .containsExactly(
                        "argument-malformed value=\"start\" expected=\"key=value,key=value\" source=arguments");
    }
}
