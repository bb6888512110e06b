// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import java.util.function.LongSupplier;

/**
 * Leaves out what would be said again while nothing happens, but for every sixth time: who reads a log wants to see that we
 * are alive. Used by one thread.
 */
final class Quiet {
    static final int LEFT_OUT = 5;

    private final LongSupplier activity;
    private long last;
    private int leftOut = LEFT_OUT; // the first is said

    /** With what stays the same while nothing happens. */
    Quiet(LongSupplier activity) {
        this.activity = activity;
    }

    /** Whether to leave it out this time. To be asked right before what is to be said is gathered, so that what changes meanwhile counts for the next. */
    boolean leavesOut() {
        long now = activity.getAsLong();
        boolean same = now == last;
        last = now;
        leftOut = same && leftOut < LEFT_OUT ? leftOut + 1 : 0;
        return leftOut > 0;
    }

    /** After a snapshot that gathers: to do so has been activity, too. What a worker did during it counts for the sixth time only. */
    void gathered() {
        last = activity.getAsLong();
    }
}
