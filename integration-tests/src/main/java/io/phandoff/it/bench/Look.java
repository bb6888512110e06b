// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.util.function.LongSupplier;

/**
 * Two numbers of one moment. Among hundreds of threads that want to run, whoever looks may be set aside between two reads for a
 * tenth of the time that is measured; then it looks again.
 *
 * @param nanos when
 * @param count what was counted so far
 * @param cpuNanos CPU time used so far
 */
record Look(long nanos, long count, long cpuNanos) {

    private static final long SHORT_NANOS = 200_000;
    private static final int MOST_TRIES = 100;

    /** Reads them, the clock first and last, until that takes no time worth mentioning; or else as they are at last. */
    static Look at(LongSupplier clock, LongSupplier count, LongSupplier cpuNanos) {
        Look look = null;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            long start = clock.getAsLong();
            look = new Look(start, count.getAsLong(), cpuNanos.getAsLong());
            if (clock.getAsLong() - start <= SHORT_NANOS) {
                break;
            }
        }
        return look;
    }
}
