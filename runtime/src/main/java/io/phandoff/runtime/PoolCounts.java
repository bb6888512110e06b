// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many workers a pool has, how many of them are blocked in a call and how many wait for a task, in one word, so that
 * one read gives a consistent picture and one atomic add changes it.
 *
 * <p>{@code threads << 42 | blocked << 21 | idle}. Any thread may read; workers count themselves, sysmon counts those
 * that it finds blocked.
 */
final class PoolCounts {
    private static final int BITS = 21;
    private static final long MASK = (1L << BITS) - 1;
    private static final long IDLE_ONE = 1;
    private static final long BLOCKED_ONE = 1L << BITS;
    private static final long THREADS_ONE = 1L << (2 * BITS);

    private final AtomicLong word = new AtomicLong();

    long word() {
        return word.get();
    }

    static int threads(long word) {
        return (int) (word >>> (2 * BITS));
    }

    static int blocked(long word) {
        return (int) ((word >>> BITS) & MASK);
    }

    static int idle(long word) {
        return (int) (word & MASK);
    }

    /** The number of workers after this one has come. */
    int workerBegun() {
        return threads(word.addAndGet(THREADS_ONE));
    }

    void workerEnded() {
        word.getAndAdd(-THREADS_ONE);
    }

    void blockedBegun() {
        word.getAndAdd(BLOCKED_ONE);
    }

    void blockedEnded() {
        word.getAndAdd(-BLOCKED_ONE);
    }

    void idleBegun() {
        word.getAndAdd(IDLE_ONE);
    }

    void idleEnded() {
        word.getAndAdd(-IDLE_ONE);
    }
}
