// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatLineOptionsTest {

    @Test
    void parse_words_changeWhatTheyName() {
        FlatLineOptions options = FlatLineOptions.parse(
                List.of("rounds=2", "works=jdbc,sleep", "pools=2,cached", "millis=100", "phandoff.procs=4"));

        assertThat(options.rounds()).isEqualTo(2);
        assertThat(options.works()).containsExactly(FlatLineWork.JDBC, FlatLineWork.SLEEP);
        assertThat(options.pools()).containsExactly(new PoolKind("2"), PoolKind.CACHED);
        assertThat(options.millis()).isEqualTo(100);
        assertThat(options.inFlight()).isEqualTo(2000);
        assertThat(options.agent()).containsExactly(Map.entry("phandoff.procs", "4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rounds", "rounds=0", "rounds=-1", "round=1", "works=nap", "pools=huge", "pools=0", ""})
    void parse_wrongWord_isRefused(String word) {
        assertThatThrownBy(() -> FlatLineOptions.parse(List.of(word))).isInstanceOf(IllegalArgumentException.class);
    }
}
