// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * What one worker has learned about soft calls of each kind: whether they are to be handed off at once, as hard ones are.
 *
 * <p>A score a kind, as branch predictors keep them. A call that turned out long adds one, a short one takes one away;
 * from {@link #LEARNED} on the kind is handed off. A kind that has been long for a while bears some short ones, for being
 * wrong about a long call costs a processor for two looks of sysmon, being wrong about a short one a hand-off.
 *
 * <pre>
 * 0 .. 2   soft      retaken: +1               kept, so short: -1
 * 3 .. 8   hard      SHORT_NANOS or more: +1   less: -1
 * writes   what lasts less than LONG_WRITE_NANOS is short, retaken or not
 * </pre>
 *
 * <p><b>Threads.</b> Its worker; {@link Shared} is the pool's, for any of its workers.
 */
final class Experience {
    /** Calls that must have been long before their kind is handed off. */
    static final int LEARNED = 3;
    /** So that a change of mind takes a few calls, but not more. */
    static final int MOST = 8;
    /** A call handed off by experience that ends sooner should not have been. */
    static final long SHORT_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /** A write that blocks waits for its reader or a device; one whose thread lost its CPU is back sooner, mostly. */
    static final long LONG_WRITE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final byte[] scores = new byte[CallKind.COUNT];

    /** What a pool's workers have learned, for those that come later. Opaque: a hint. */
    static final class Shared {
        private final AtomicIntegerArray learned = new AtomicIntegerArray(CallKind.COUNT);

        void set(int kind, boolean handsOff) {
            learned.setOpaque(kind, handsOff ? LEARNED : 0);
        }
    }

    /** A new worker begins with what its pool knows. */
    void seed(Shared pool) {
        for (int kind = 0; kind < scores.length; kind++) {
            scores[kind] = (byte) pool.learned.getOpaque(kind);
        }
    }

    /** Whether soft calls of a kind are handed off at once. */
    boolean handsOff(int kind) {
        return scores[kind] >= LEARNED;
    }

    int score(int kind) {
        return scores[kind];
    }

    /** A soft call kept its processor. */
    void kept(int kind) {
        if (scores[kind] > 0) {
            scores[kind]--;
        }
    }

    /**
     * A soft call lasted so long that its processor was retaken.
     *
     * @param nanos how long from then on
     */
    void retaken(int kind, long nanos, Shared pool) {
        if (nanos < LONG_WRITE_NANOS && isWrite(kind)) {
            return;
        }
        if (scores[kind] < LEARNED && ++scores[kind] == LEARNED) {
            pool.set(kind, true);
        }
    }

    /** A write wakes its reader, who may take the writer's CPU: that looks long and is not. */
    private static boolean isWrite(int kind) {
        return kind == CallKind.SOCKET_WRITE || kind == CallKind.FILE_WRITE;
    }

    /** A call that was handed off has ended; nothing if it was not by experience. */
    void lasted(int kind, long nanos, Shared pool) {
        int score = scores[kind];
        if (score < LEARNED) {
            return;
        }
        if (nanos >= (isWrite(kind) ? LONG_WRITE_NANOS : SHORT_NANOS)) {
            scores[kind] = (byte) Math.min(MOST, score + 1);
        } else {
            scores[kind] = (byte) (score - 1);
            if (score == LEARNED) {
                pool.set(kind, false);
            }
        }
    }
}
