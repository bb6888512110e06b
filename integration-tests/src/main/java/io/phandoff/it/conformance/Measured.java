// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

/**
 * What one run of a row gave.
 *
 * @param share part of the blocked time in which the other worker ran, 0 to 1
 * @param lostNanos the rest of it, mostly from the begin of the call to the other worker's first step
 * @param way how the processor was freed
 * @param fault why the run does not count, or null
 */
record Measured(double share, long lostNanos, String way, String fault) {

    static Measured faulty(String fault) {
        return new Measured(0, 0, Way.NONE, fault);
    }

    /** Whether no better result is to be hoped for, or needed, from another run after so many valid ones. */
    boolean satisfies(Row row, int valid) {
        return switch (row.length()) {
            case SHORT -> rank() == 2 || valid >= 2;
            case STEPS -> rank() == 2 && share >= Conformance.FREE_IN_STEPS;
            case HELD ->
                rank() == 2
                        ? share >= Conformance.FREE
                        : valid >= Conformance.NO_HOOK_TRIALS && lostNanos <= Conformance.SYSMON_NANOS && fault == null;
        };
    }

    boolean betterThan(Measured other) {
        return other == null || rank() > other.rank() || (rank() == other.rank() && share > other.share);
    }

    /** A run in which sysmon was faster than a hook says nothing about the hook; one with a hook proves it. */
    private int rank() {
        if (fault != null) {
            return 0;
        }
        return way.endsWith(Way.HARD) || way.equals(Way.SOFT) || way.equals(Way.SHORT_SOFT) ? 2 : 1;
    }
}
