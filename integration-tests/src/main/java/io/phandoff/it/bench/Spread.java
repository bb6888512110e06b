// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.util.stream.DoubleStream;

/** Median, lowest and highest of some measurements of one thing, all in the unit of the measurement. */
public record Spread(double median, double lowest, double highest) {

    /** At least one measurement. */
    public static Spread of(DoubleStream measurements) {
        double[] sorted = measurements.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no measurement: count=0 (expected: one at least)");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** All three as multiples of something. */
    Spread dividedBy(double unit) {
        return new Spread(median / unit, lowest / unit, highest / unit);
    }
}
