// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

/** Durations as people write them: a whole number and a unit, {@code 500us}, {@code 10ms}, {@code 1s}. */
final class Durations {

    private static final String[] UNITS = {"h", "m", "s", "ms", "us", "ns"};
    private static final long[] NANOS = {3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L, 1L};

    private Durations() {}

    /**
     * Reads a duration; {@code 0} needs no unit.
     *
     * @throws IllegalArgumentException if the text is not a duration, or one longer than 292 years
     */
    static long parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        long number = Long.parseLong(text.substring(0, digits));
        String unit = text.substring(digits);
        if (unit.isEmpty() && number == 0) {
            return 0;
        }
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(unit)) {
                if (number > Long.MAX_VALUE / NANOS[i]) {
                    break;
                }
                return number * NANOS[i];
            }
        }
        throw new IllegalArgumentException("not a duration: text=" + text + " (expected: such as 500us, 10ms, 1s)");
    }

    /** Writes a duration in the largest unit that keeps it whole. */
    static String format(long nanos) {
        if (nanos == 0) {
            return "0";
        }
        int i = 0;
        while (nanos % NANOS[i] != 0) {
            i++;
        }
        return nanos / NANOS[i] + UNITS[i];
    }
}
