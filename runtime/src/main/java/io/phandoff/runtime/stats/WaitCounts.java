// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.stats;

/** The sum of histograms at one moment. Used by one thread. */
public final class WaitCounts {
    private final long[] buckets = new long[WaitHistogram.BUCKETS];
    private long count;

    /** Makes an empty one. */
    public WaitCounts() {}

    /**
     * Adds what a histogram has counted.
     *
     * @param histogram which may be written meanwhile; not null
     * @return this
     */
    public WaitCounts add(WaitHistogram histogram) {
        for (int i = 0; i < buckets.length; i++) {
            long here = histogram.bucketCount(i);
            buckets[i] += here;
            count += here;
        }
        return this;
    }

    /** How many durations there are. */
    public long count() {
        return count;
    }

    /**
     * A percentile of the durations and of others that were 0.
     *
     * @param fraction which, above 0 and at most 1
     * @param zeros how many durations of 0 were not recorded, 0 or more
     * @return nanoseconds, the middle of the bucket it falls into; 0 if there was no duration at all
     */
    public long percentile(double fraction, long zeros) {
        long rank = (long) Math.ceil(fraction * (count + zeros));
        if (rank <= zeros) {
            return 0;
        }
        long seen = zeros;
        int bucket = 0;
        while (seen + buckets[bucket] < rank) {
            seen += buckets[bucket];
            bucket++;
        }
        return WaitHistogram.middle(bucket);
    }
}
