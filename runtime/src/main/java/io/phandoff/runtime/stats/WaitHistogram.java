// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.stats;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts durations in buckets that are a quarter of a power of two wide, so a percentile is off by at most an eighth.
 *
 * <p>Any thread may record; a reader sees counts that may be a few records apart. 256 buckets cover all of {@code long};
 * nothing is allocated after construction. (HdrHistogram's idea in small: it cannot be on the bootstrap class path.)
 */
public final class WaitHistogram {
    private static final int SUB_BITS = 2;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;
    static final int BUCKETS = 64 * SUB_BUCKETS;

    private final AtomicLongArray buckets = new AtomicLongArray(BUCKETS);

    /** Makes an empty histogram. */
    public WaitHistogram() {}

    /**
     * Counts one duration.
     *
     * @param nanos the duration; a negative one counts as 0
     */
    public void record(long nanos) {
        buckets.getAndIncrement(bucket(Math.max(0, nanos)));
    }

    /** How many durations are in a bucket now. */
    long bucketCount(int bucket) {
        return buckets.get(bucket);
    }

    /** Adds what another has counted, which is not written any more. */
    public void add(WaitHistogram other) {
        for (int i = 0; i < BUCKETS; i++) {
            long here = other.buckets.get(i);
            if (here != 0) {
                buckets.getAndAdd(i, here);
            }
        }
    }

    static int bucket(long nanos) {
        if (nanos < SUB_BUCKETS) {
            return (int) nanos;
        }
        int exponent = 63 - Long.numberOfLeadingZeros(nanos);
        int sub = (int) (nanos >>> (exponent - SUB_BITS)) & (SUB_BUCKETS - 1);
        return (exponent - SUB_BITS + 1) * SUB_BUCKETS + sub;
    }

    static long middle(int bucket) {
        if (bucket < SUB_BUCKETS) {
            return bucket;
        }
        int shift = bucket / SUB_BUCKETS - 1;
        long low = (long) (SUB_BUCKETS + bucket % SUB_BUCKETS) << shift;
        return low + (1L << shift) / 2;
    }
}
