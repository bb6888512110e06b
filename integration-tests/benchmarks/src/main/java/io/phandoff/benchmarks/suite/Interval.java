// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import java.util.stream.DoubleStream;

/**
 * A median, and between what the true one is in 95 of 100 cases: by order statistics, so whatever the distribution is (with
 * fewer than six values: the lowest and the highest, which is less sure).
 */
record Interval(double median, double low, double high) {

    private static final double OUTSIDE = 0.05;

    /** Of at least one value. */
    static Interval of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int n = sorted.length;
        if (n == 0) {
            throw new IllegalArgumentException("no value: count=0 (expected: one at least)");
        }
        int cut = cut(n);
        return new Interval((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[cut], sorted[n - 1 - cut]);
    }

    /** How many of the lowest, and of the highest, can be left out: each value is below the true median in one of two cases. */
    private static int cut(int n) {
        double term = Math.pow(0.5, n);
        double outside = 2 * term;
        int cut = 0;
        while (outside <= OUTSIDE && cut < (n - 1) / 2) {
            cut++;
            term = term * (n - cut + 1) / cut;
            outside += 2 * term;
        }
        return outside <= OUTSIDE ? cut : Math.max(0, cut - 1);
    }
}
