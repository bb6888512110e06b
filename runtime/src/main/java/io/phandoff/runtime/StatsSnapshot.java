// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.List;

/**
 * The runtime's counters and gauges at one moment. Counters count from the start of the runtime. The values are read
 * one after the other while the program runs, so sums may be off by what happened in between.
 *
 * @param uptimeNanos time since the runtime started
 * @param processors the number of processors
 * @param idle processors that nobody holds
 * @param inCall processors tied to a worker in a soft blocking call
 * @param overcommitted workers that run beyond the processors right now
 * @param starting workers that wait for a processor before they look for a task
 * @param resuming workers that wait for a processor in the middle of a task
 * @param threads managed workers
 * @param tasks tasks begun
 * @param handoffs processors handed off at the begin of a call, by {@link CallKind}
 * @param softCalls calls that kept their processor tied, by {@link CallKind}
 * @param retakes processors retaken, in the order of {@link #RETAKE_CAUSES}
 * @param overcommittedRuns how often a worker ran on without a processor of the fixed set
 * @param grown spare workers started
 * @param spares spare workers that are still there
 * @param peakThreads most managed workers at once
 * @param passedOver how often a waiter was woken for a processor that somebody else had taken
 * @param sysmonLooks passes of sysmon over the processors
 * @param passThroughReason why the runtime is pass-through, null while it is active
 * @param mode what the runtime does while it is not pass-through
 * @param stalls where workers were found blocked without a hook having told, or computing beyond their slice; sampled
 * @param pools the pools that have managed workers, or had some
 * @param perProcessor one for each processor, in the order of their indexes
 * @param waits how long workers waited for a processor, in pools that are gone too
 * @param blockedInGone time that workers of pools which are gone were blocked in calls, by {@link CallKind}
 */
@SuppressWarnings("ArrayRecordComponent") // fresh arrays each time; nobody compares snapshots
public record StatsSnapshot(
        long uptimeNanos,
        int processors,
        int idle,
        int inCall,
        int overcommitted,
        int starting,
        int resuming,
        int threads,
        long tasks,
        long[] handoffs,
        long[] softCalls,
        long[] retakes,
        long overcommittedRuns,
        long grown,
        int spares,
        int peakThreads,
        long passedOver,
        long sysmonLooks,
        String passThroughReason,
        Mode mode,
        List<StallSnapshot> stalls,
        List<PoolSnapshot> pools,
        List<ProcessorSnapshot> perProcessor,
        WaitSnapshot waits,
        long[] blockedInGone) {

    /** What made somebody retake a processor: names by index, as in {@link #retakes()}. */
    public static final List<String> RETAKE_CAUSES =
            List.of("in-call", "monitor", "waiting", "native", "stalled", "slice");

    /** The sum of counters, such as {@link #handoffs()}. */
    public static long sum(long[] counters) {
        long sum = 0;
        for (long counter : counters) {
            sum += counter;
        }
        return sum;
    }
}
