// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Measurements of one thing. */
final class Samples {

    private final List<Rate> rates = new ArrayList<>();

    void add(Rate rate) {
        rates.add(rate);
    }

    /** Median of the tasks a second. */
    double median() {
        return median(sorted(Rate::tasksPerSecond));
    }

    private double[] sorted(ToDoubleFunction<Rate> figure) {
        return rates.stream().mapToDouble(figure).sorted().toArray();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Median, lowest and highest rate; median of the CPU time a task. */
    @Override
    public String toString() {
        double[] sorted = sorted(Rate::tasksPerSecond);
        return String.format(
                Locale.ROOT,
                "%,.0f [%,.0f..%,.0f] %.0fus",
                median(sorted),
                sorted[0],
                sorted[sorted.length - 1],
                median(sorted(Rate::cpuMicrosPerTask)));
    }
}
