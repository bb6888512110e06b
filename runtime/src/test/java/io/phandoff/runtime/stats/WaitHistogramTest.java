// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class WaitHistogramTest {
    private final WaitHistogram histogram = new WaitHistogram();

    private WaitCounts counts() {
        return new WaitCounts().add(histogram);
    }

    @Test
    void percentile_nothingRecorded_isZero() {
        assertThat(counts().percentile(0.99, 0)).isZero();
        assertThat(counts().percentile(0.99, 100)).isZero();
    }

    @Test
    void percentile_uniformValues_isOffByAtMostAnEighth() {
        for (long value = 1; value <= 100_000; value++) {
            histogram.record(value);
        }
        assertThat(counts().percentile(0.5, 0)).isCloseTo(50_000, Percentage.withPercentage(12.5));
        assertThat(counts().percentile(0.99, 0)).isCloseTo(99_000, Percentage.withPercentage(12.5));
    }

    @Test
    void percentile_mostDidNotWait_isZeroUpToTheirShare() {
        histogram.record(1_000_000);
        assertThat(counts().percentile(0.5, 99)).isZero();
        assertThat(counts().percentile(0.99, 99)).isZero();
        assertThat(counts().percentile(1.0, 99)).isCloseTo(1_000_000, within(130_000L));
    }

    @Test
    void record_anyLong_fallsIntoABucketThatHoldsIt() {
        Random random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            long value = random.nextLong() >>> random.nextInt(1, 64);
            long middle = WaitHistogram.middle(WaitHistogram.bucket(value));
            assertThat(Math.abs(middle - value)).isLessThanOrEqualTo(value / 8 + 1);
        }
        histogram.record(-5);
        histogram.record(Long.MAX_VALUE);
        assertThat(counts().count()).isEqualTo(2);
    }

    @Test
    void add_twoHistograms_countsBoth() {
        histogram.record(1_000);
        WaitHistogram other = new WaitHistogram();
        other.record(1_000);
        other.record(1_000_000);
        assertThat(counts().add(other).count()).isEqualTo(3);
        histogram.add(other);
        assertThat(counts().count()).isEqualTo(3);
        assertThat(counts().percentile(1, 0)).isCloseTo(1_000_000, within(130_000L));
    }
}
