// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A histogram of times that any thread adds to without a lock. Each power of two is cut into 64, so a figure read off it
 * is at most 1.6 % too high.
 */
public final class Latencies {

    private static final int SUB_BITS = 6;
    private static final int SUBS = 1 << SUB_BITS;

    private final AtomicLongArray counts = new AtomicLongArray((Long.SIZE - SUB_BITS) * SUBS);

    /** Not negative. */
    public void add(long nanos) {
        counts.incrementAndGet(bucket(nanos));
    }

    /** Forgets all; what others add meanwhile may be forgotten or not. */
    public void clear() {
        for (int i = 0; i < counts.length(); i++) {
            counts.set(i, 0);
        }
    }

    /** The time in nanoseconds that this share of all does not exceed; 0 when there is none. */
    public long quantile(double share) {
        long total = 0;
        for (int i = 0; i < counts.length(); i++) {
            total += counts.get(i);
        }
        long wanted = (long) Math.ceil(total * share);
        long seen = 0;
        for (int i = 0; i < counts.length(); i++) {
            seen += counts.get(i);
            if (seen >= wanted && seen > 0) {
                return highest(i);
            }
        }
        return 0;
    }

    /** Below 64 each value has a bucket of its own; above, the highest bit and the six below it tell the bucket. */
    private static int bucket(long nanos) {
        if (nanos < SUBS) {
            return (int) nanos;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - SUB_BITS;
        return (shift + 1) * SUBS + (int) (nanos >>> shift) - SUBS;
    }

    private static long highest(int bucket) {
        if (bucket < SUBS) {
            return bucket;
        }
        int shift = bucket / SUBS - 1;
        return ((long) (bucket % SUBS + SUBS + 1) << shift) - 1;
    }
}
