// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long calls of each kind block in one pool: a moving average, weight one eighth, of the calls that ended.
 *
 * <p>Any worker of the pool writes, racily: a lost update costs one observation of an average. Opaque reads and writes.
 */
final class BlockTimes {
    private static final int SHIFT = 3;

    private final AtomicLongArray means = new AtomicLongArray(CallKind.COUNT);

    void observe(int kind, long nanos) {
        long mean = means.getOpaque(kind);
        // + 1 so that a kind that was seen is never 0, which means "never seen"
        means.setOpaque(kind, mean == 0 ? nanos + 1 : mean + ((nanos - mean) >> SHIFT) + 1);
    }

    /** The mean in nanoseconds, 0 if no call of that kind has ended yet. */
    long mean(int kind) {
        return means.getOpaque(kind);
    }
}
