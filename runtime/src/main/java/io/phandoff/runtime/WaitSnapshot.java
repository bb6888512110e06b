// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.stats.WaitCounts;

/**
 * How long workers waited for a processor so far. Those that got one at once count as 0 in the percentiles, which are the middles of
 * buckets and so off by an eighth at most.
 *
 * @param count how often a worker waited
 * @param p50Nanos median
 * @param p90Nanos 90th percentile
 * @param p99Nanos 99th percentile
 * @param p999Nanos 99.9th percentile
 * @param maxNanos the longest
 */
public record WaitSnapshot(long count, long p50Nanos, long p90Nanos, long p99Nanos, long p999Nanos, long maxNanos) {

    /** Nobody has waited. */
    public static final WaitSnapshot NONE = new WaitSnapshot(0, 0, 0, 0, 0, 0);

    /** With how often a processor was taken, with or without a wait. */
    static WaitSnapshot of(WaitCounts waits, long acquisitions) {
        long count = waits.count();
        long zeros = Math.max(0, acquisitions - count);
        return new WaitSnapshot(
                count,
                waits.percentile(0.5, zeros),
                waits.percentile(0.9, zeros),
                waits.percentile(0.99, zeros),
                waits.percentile(0.999, zeros),
                waits.percentile(1, 0));
    }
}
