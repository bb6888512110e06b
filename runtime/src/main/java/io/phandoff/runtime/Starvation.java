// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/**
 * How a pool was starved, in sums over time, all in nanoseconds.
 *
 * <p><b>Threads.</b> {@link StarvationWatch}'s writes, any reads: under this object's monitor, but for the fields that say so.
 */
final class Starvation {
    /** Behind the {@link CallKind}s: at a monitor. */
    static final int BY_MONITOR = CallKind.COUNT;
    /** Parked, waiting or asleep in a call that no hook caught. */
    static final int BY_UNSEEN_CALL = CallKind.COUNT + 1;

    /** The watch's own. */
    long ranSinceLook;

    /** The watch's own: whether it was short at the last look, and had blocked workers. */
    boolean wasBlocked;

    /** The watch's own: looks in a row that found the pool not short, since a hook asked for one. */
    int looksInVain;

    /** The watch's own. */
    private boolean shortNow;

    private final long[] blockedBy = new long[CallKind.COUNT + 2];
    private long shortNanos;
    private long starvedNanos;
    private long longestNanos;
    private long spellNanos;
    private long ranNanos;
    private long unusedNanos;
    /** Integrals over the starved time, so that their quotients with it are means. */
    private double queuedNanos;

    private double workerNanos;

    boolean isShort() {
        return shortNow;
    }

    void setShort(boolean value) {
        shortNow = value;
        if (!value) {
            spellNanos = 0;
        }
    }

    synchronized void blockedBy(int by, long nanos) {
        blockedBy[by] += nanos;
    }

    synchronized void looked(long shortFor, long starvedFor, long unused, int queued, Pool pool) {
        shortNanos += shortFor;
        if (starvedFor == 0) {
            spellNanos = 0;
            return;
        }
        starvedNanos += starvedFor;
        spellNanos += starvedFor;
        longestNanos = Math.max(longestNanos, spellNanos);
        ranNanos += ranSinceLook;
        unusedNanos += unused;
        queuedNanos += (double) queued * starvedFor;
        workerNanos += (double) PoolCounts.threads(pool.counts.word()) * starvedFor;
    }

    /** Null if the pool has not been short of workers. */
    synchronized StarvationSnapshot snapshot() {
        if (shortNanos == 0) {
            return null;
        }
        double starved = Math.max(1, starvedNanos);
        double byQueue = workerNanos == 0 ? 1 : 1 + queuedNanos / workerNanos;
        double byProcessors = 1 + unusedNanos / (double) Math.max(1, ranNanos);
        return new StarvationSnapshot(
                shortNanos,
                starvedNanos,
                longestNanos,
                queuedNanos / starved,
                unusedNanos / starved,
                starvedNanos == 0 ? 1 : Math.min(byQueue, byProcessors),
                blockedBy.clone());
    }
}
