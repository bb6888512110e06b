// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/**
 * One pool at one moment. The counts are read one after the other, so they may not add up while the pool works.
 *
 * @param name the pool's name: its first worker's thread name without the number at its end
 * @param size the number of workers that the program's own settings gave it
 * @param threads managed workers, spares included
 * @param running workers that run a task and are not blocked
 * @param blocked workers in a blocking call inside a task
 * @param idle workers that wait for a task
 * @param queued tasks in the pool's queue, -1 if its queue is not one of the JDK's
 * @param spares workers added by growth that are still there
 * @param peakThreads most threads at once so far
 * @param tasks tasks begun so far
 * @param waitP50Nanos median time that its workers waited for a processor, counting those that did not wait as 0
 * @param waitP99Nanos the same, 99th percentile
 * @param blockedNanos time that its workers were blocked in calls inside tasks, without a processor, by {@link CallKind};
 *     calls that kept their processor are estimated from one in 64
 * @param starvation what observe mode has found out, null if nothing
 * @param grows whether it gets spares when it lacks workers: no {@link GrowthLimit} holds
 * @param details what logs do not show of it line by line
 */
@SuppressWarnings("ArrayRecordComponent") // a fresh array each time; nobody compares snapshots
public record PoolSnapshot(
        String name,
        int size,
        int threads,
        int running,
        int blocked,
        int idle,
        int queued,
        int spares,
        int peakThreads,
        long tasks,
        long waitP50Nanos,
        long waitP99Nanos,
        long[] blockedNanos,
        StarvationSnapshot starvation,
        boolean grows,
        PoolDetails details) {}
