// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final int COUNT = 100_000;

    @Test
    void nextGap_many_areOnAverageWhatWasAskedAndSpreadAsRandomOnesAre() {
        Arrivals arrivals = new Arrivals(1000);
        long sum = 0;
        int shorterThanMean = 0;
        for (int i = 0; i < COUNT; i++) {
            long gap = arrivals.nextGap();
            assertThat(gap).isNotNegative();
            sum += gap;
            shorterThanMean += gap < 1_000_000 ? 1 : 0;
        }

        assertThat(sum / (double) COUNT).isCloseTo(1_000_000, Percentage.withPercentage(2));
        assertThat(shorterThanMean / (double) COUNT).isBetween(0.62, 0.645); // 1 - 1/e
    }

    @Test
    void nextGap_twoOfOneRate_areTheSame() {
        Arrivals one = new Arrivals(1000);
        Arrivals other = new Arrivals(1000);

        assertThat(one.nextGap()).isEqualTo(other.nextGap());
        assertThat(one.nextGap()).isEqualTo(other.nextGap());
    }
}
