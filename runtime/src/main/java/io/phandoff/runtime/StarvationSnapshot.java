// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/**
 * How a pool was starved so far: worked out in observe mode only.
 *
 * @param shortNanos how long tasks were queued and no worker was idle
 * @param starvedNanos how long of that workers were blocked and processors unused, so that spares would have helped
 * @param longestNanos the longest time without a break of that
 * @param queued tasks queued while starved, mean
 * @param unused processors unused while starved, mean
 * @param gain how many times as many tasks could have run while starved, an estimate; 1 if none
 * @param blockedBy worker time while starved by what the workers were blocked in; {@link #name} names the indexes
 */
@SuppressWarnings("ArrayRecordComponent") // a fresh array each time; nobody compares snapshots
public record StarvationSnapshot(
        long shortNanos,
        long starvedNanos,
        long longestNanos,
        double queued,
        double unused,
        double gain,
        long[] blockedBy) {

    /**
     * The name of an index of {@link #blockedBy}.
     *
     * @param by the index
     * @return as logs show it
     */
    public static String name(int by) {
        return switch (by) {
            case Starvation.BY_MONITOR -> "monitor";
            case Starvation.BY_UNSEEN_CALL -> "unseen-call";
            default -> CallKind.name(by);
        };
    }
}
