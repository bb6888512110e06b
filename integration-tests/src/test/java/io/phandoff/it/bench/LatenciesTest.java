// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 63, 64, 65, 127, 128, 1_000_003, 20_000_000_000L, Long.MAX_VALUE})
    void quantile_oneValue_isThatValueOrSlightlyAbove(long nanos) {
        Latencies latencies = new Latencies();
        latencies.add(nanos);

        assertThat(latencies.quantile(0.99)).isBetween(nanos, (long) (nanos * 1.016));
    }

    @Test
    void quantile_hundredAndOneLong_onlyTheLastShareIsLong() {
        Latencies latencies = new Latencies();
        for (int i = 0; i < 99; i++) {
            latencies.add(1_000);
        }
        latencies.add(1_000_000);

        assertThat(latencies.quantile(0.99)).isCloseTo(1_000, Percentage.withPercentage(1.6));
        assertThat(latencies.quantile(0.995)).isCloseTo(1_000_000, Percentage.withPercentage(1.6));
    }

    @Test
    void clear_afterAdding_forgetsAll() {
        Latencies latencies = new Latencies();
        latencies.add(1_000);
        latencies.clear();

        assertThat(latencies.quantile(0.99)).isZero();
    }
}
