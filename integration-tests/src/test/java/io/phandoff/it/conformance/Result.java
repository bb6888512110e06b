// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What a run of the program said of a row.
 *
 * @param name the row
 * @param share percent of the blocked time in which the processor was free
 * @param lostMicros the rest
 * @param way how it was freed
 * @param trials runs needed
 * @param fault why it does not count, or empty
 */
record Result(String name, double share, long lostMicros, String way, int trials, String fault) {
    static final String SKIPPED = "skipped";
    private static final String SYSMON = "sysmon: ";

    static Result parse(String line) {
        String[] fields = line.split("\t", -1);
        return new Result(
                fields[0],
                Double.parseDouble(fields[1]),
                Long.parseLong(fields[2]),
                fields[3],
                Integer.parseInt(fields[4]),
                fields[5]);
    }

    boolean skipped() {
        return way.equals(SKIPPED);
    }

    /** Whether what the table promises of a row holds. */
    boolean holds() {
        if (skipped() || way.startsWith("short: ")) {
            return true;
        }
        if (way.startsWith("in steps: ")) {
            return way.endsWith(": hard") && share >= 100 * Conformance.FREE_IN_STEPS;
        }
        if (way.startsWith(SYSMON)) {
            return fault.isEmpty() && lostMicros <= TimeUnit.NANOSECONDS.toMicros(Conformance.SYSMON_NANOS);
        }
        return fault.isEmpty()
                && share >= 100 * Conformance.FREE
                && (way.equals("hard") || way.equals("soft, retaken"));
    }

    /** As the table shows it. */
    String cell() {
        if (skipped()) {
            return "skipped: " + fault;
        }
        return way.startsWith("short: ") ? way : String.format(Locale.ROOT, "%.0f %% %s", share, way);
    }

    /** As the README shows it, where no figure may change from run to run. */
    String lastingCell() {
        return holds() && !skipped() && !way.contains(": ") ? "90 %+ " + way : way;
    }

    /**
     * Whether the README says so. By which sign sysmon saw a call may differ from run to run: a thread in native code that
     * the machine holds up looks stalled.
     */
    boolean agreesWith(String documented) {
        return lastingCell().equals(documented)
                || (documented != null && documented.startsWith(SYSMON) && way.startsWith(SYSMON));
    }

    @Override
    public String toString() {
        return name + ": " + cell() + ", " + lostMicros + " us lost, " + trials + " trials"
                + (fault.isEmpty() ? "" : ", " + fault);
    }
}
