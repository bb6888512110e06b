// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import java.util.Locale;

/** What is measured of every program, the name under which a program prints it, and how it is shown. */
public enum Figure {
    PER_SECOND("per_second", "tasks/s", 0),
    P50("p50_ms", "p50 ms", 2),
    P99("p99_ms", "p99 ms", 2),
    P999("p999_ms", "p99.9 ms", 2),
    SWITCHES("switches_per_second", "switches/s", 0),
    THREADS("peak_threads", "threads", 0),
    /** CPU time of the whole process for each second. */
    CPUS("cpus", "CPU s/s", 2),
    CPU_PER_TASK("cpu_us_per_task", "CPU us/task", 0),
    RESIDENT("resident_mb", "MB", 0),
    THROTTLED("throttled_ms", "throttled ms", 0);

    private final String key;
    private final String heading;
    private final int decimals;

    Figure(String key, String heading, int decimals) {
        this.key = key;
        this.heading = heading;
        this.decimals = decimals;
    }

    /** In what a program prints, and in the CSV file. */
    public String key() {
        return key;
    }

    /** In the table. */
    public String heading() {
        return heading;
    }

    /** As people read it; {@code -} if there is none. */
    public String text(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        // Three digits are enough for what the next round changes.
        int shown = Math.abs(value) >= 100 ? 0 : Math.min(decimals, 1 + (Math.abs(value) < 10 ? 1 : 0));
        return String.format(Locale.ROOT, "%,." + shown + "f", value);
    }
}
