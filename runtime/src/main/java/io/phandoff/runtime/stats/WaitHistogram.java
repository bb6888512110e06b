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

    private final AtomicLongArray buckets = new AtomicLongArray(64 * SUB_BUCKETS);

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

    /** How many durations have been recorded. */
    public long count() {
        long count = 0;
        for (int i = 0; i < buckets.length(); i++) {
            count += buckets.get(i);
        }
        return count;
    }

    /**
     * A percentile of the recorded durations and of others that were 0.
     *
     * @param fraction which, above 0 and at most 1
     * @param zeros how many durations of 0 were not recorded, 0 or more
     * @return nanoseconds, the middle of the bucket it falls into; 0 if there was no duration at all
     */
    public long percentile(double fraction, long zeros) {
        long rank = (long) Math.ceil(fraction * (count() + zeros));
        if (rank <= zeros) {
            return 0;
        }
        long seen = zeros;
        int last = 0;
        for (int i = 0; i < buckets.length(); i++) {
            long here = buckets.get(i);
            if (here > 0) {
                seen += here;
                last = i;
                if (seen >= rank) {
                    break;
                }
            }
        }
        return middle(last);
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
