// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.command;

import java.util.Locale;

/** Durations for people: three digits or so, and a unit. */
final class Times {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private Times() {}

    static String of(long nanos) {
        if (nanos < 0) {
            return "?";
        }
        if (nanos >= 100 * SECOND) {
            return nanos / SECOND + "s";
        }
        if (nanos >= SECOND) {
            return String.format(Locale.ROOT, "%.1fs", nanos / (double) SECOND);
        }
        if (nanos >= 10 * MILLI) {
            return nanos / MILLI + "ms";
        }
        if (nanos >= MILLI) {
            return String.format(Locale.ROOT, "%.1fms", nanos / (double) MILLI);
        }
        return nanos / MICRO + "us";
    }
}
