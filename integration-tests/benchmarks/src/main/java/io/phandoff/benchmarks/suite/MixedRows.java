// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import java.util.List;

/** Short tasks among which are long ones: row (b). */
final class MixedRows {

    private static final int LONG_MICROS = 5000;
    private static final int SHORT_MICROS = 100;
    private static final int EVERY = 20;
    private static final double MEAN_MICROS = (LONG_MICROS + (EVERY - 1) * SHORT_MICROS) / (double) EVERY;
    private static final int SLEEP_MILLIS = 10;
    private static final int PERCENT = 80;

    private MixedRows() {}

    static List<Row> all(int cpus) {
        int needed = (int) (cpus * (1 + SLEEP_MILLIS * 1000 / MEAN_MICROS));
        return List.of(
                row("cpu", "no blocking", "none", "2,200,virtual,go", "2,200", 0),
                row("blocking", "10 ms sleep in the middle", "sleep", "2,200,virtual,go", "2,200", needed));
    }

    private static Row row(String name, String what, String block, String without, String with, int threadsNeeded) {
        return new Row(
                "b." + name,
                "one task of 5 ms CPU in 20, the others 100 us, " + what + "; latencies of the short ones",
                Loads.with(
                        Loads.open(PERCENT),
                        "work=mixed cpu=" + SHORT_MICROS + " long-cpu=" + LONG_MICROS + " every=" + EVERY + " block="
                                + block + " ms=" + SLEEP_MILLIS),
                Pools.of(without),
                Pools.of(with),
                threadsNeeded,
                List.of(Targets.noHarm()));
    }
}
