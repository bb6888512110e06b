// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

    /** The ranks that textbooks give for 95 % (sign test). */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "5, 1, 5",
        "6, 1, 6",
        "8, 1, 8",
        "9, 2, 8",
        "12, 3, 10",
        "20, 6, 15",
        "50, 18, 33",
        "100, 40, 61"
    })
    void of_valuesOneToN_leavesOutWhatMayBeLeftOut(int n, int low, int high) {
        Interval interval = Interval.of(IntStream.rangeClosed(1, n).asDoubleStream());

        assertThat(interval).isEqualTo(new Interval((n + 1) / 2.0, low, high));
    }

    @Test
    void of_anyOrder_isTheSame() {
        assertThat(Interval.of(DoubleStream.of(3, 1, 2))).isEqualTo(new Interval(2, 1, 3));
    }

    @Test
    void of_nothing_isRefused() {
        assertThatThrownBy(() -> Interval.of(DoubleStream.empty())).hasMessageContaining("count=0");
    }
}
