// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phandoff.benchmarks.suite.program.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteOptionsTest {

    @Test
    void parse_nothing_isAllRowsInFiveRounds() {
        SuiteOptions options = SuiteOptions.parse(List.of());

        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.rows()).isEmpty();
        assertThat(options.cross().isEmpty()).isTrue();
        assertThat(options.list()).isFalse();
    }

    @Test
    void parse_words_changeWhatTheyName() {
        SuiteOptions options = SuiteOptions.parse(List.of(
                "rounds=2", "rows=a,c.lock", "pools=2,fjp", "cpu=50,500", "load=closed,80", "phandoff.procs=4"));

        assertThat(options.rounds()).isEqualTo(2);
        assertThat(options.rows()).containsExactly("a", "c.lock");
        assertThat(options.pools()).containsExactly(Pool.fixed(2), Pool.FORK_JOIN);
        assertThat(options.cross().cpuMicros()).containsExactly(50, 500);
        assertThat(options.cross().loads()).containsExactly("closed", "80");
        assertThat(options.agent()).containsExactly(Map.entry("phandoff.procs", "4"));
    }

    @Test
    void parse_against_isAnotherAgent() {
        SuiteOptions options = SuiteOptions.parse(List.of("pairs=20", "against.phandoff.procs=1"));

        assertThat(options.pairs()).isEqualTo(20);
        assertThat(options.against()).contains(new Against(Optional.empty(), Map.of("phandoff.procs", "1")));
        assertThat(SuiteOptions.parse(List.of()).against()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "against.procs=1",
                "against.agent=no-such.jar",
                "rounds",
                "rounds=0",
                "round=1",
                "pools=huge",
                "block=nap",
                "load=0",
                "load=open",
                "ms=x",
                "list=1"
            })
    void parse_wrongWord_isRefused(String word) {
        assertThatThrownBy(() -> SuiteOptions.parse(List.of(word))).isInstanceOf(IllegalArgumentException.class);
    }
}
