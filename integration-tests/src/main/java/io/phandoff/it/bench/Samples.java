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
        return spread(Rate::tasksPerSecond).median();
    }

    /** Median of the CPU time a task, in microseconds. */
    double medianCpu() {
        return spread(Rate::cpuMicrosPerTask).median();
    }

    private Spread spread(ToDoubleFunction<Rate> figure) {
        return Spread.of(rates.stream().mapToDouble(figure));
    }

    /** Median, lowest and highest rate; median of the CPU time a task. */
    @Override
    public String toString() {
        Spread rate = spread(Rate::tasksPerSecond);
        return String.format(
                Locale.ROOT, "%,.0f [%,.0f..%,.0f] %.0fus", rate.median(), rate.lowest(), rate.highest(), medianCpu());
    }
}
