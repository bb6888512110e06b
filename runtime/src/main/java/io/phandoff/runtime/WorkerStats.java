// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/**
 * Counters of one worker, or the sum over workers that have ended.
 *
 * <p>One thread writes, plainly; readers see values that may be a little old, which statistics can bear. That keeps
 * atomics off the hook path.
 */
final class WorkerStats {
    final long[] handoffs = new long[CallKind.COUNT];
    final long[] softCalls = new long[CallKind.COUNT];
    /** Time without a processor in calls inside tasks, estimated from samples where a soft call kept its processor. */
    final long[] blockedNanos = new long[CallKind.COUNT];

    long tasks;
    long overcommittedRuns;
    long passedOver;
    /** Processors taken out of the soft calls of other workers. */
    long takenFromCalls;

    void add(WorkerStats other) {
        for (int kind = 0; kind < CallKind.COUNT; kind++) {
            handoffs[kind] += other.handoffs[kind];
            softCalls[kind] += other.softCalls[kind];
            blockedNanos[kind] += other.blockedNanos[kind];
        }
        tasks += other.tasks;
        overcommittedRuns += other.overcommittedRuns;
        passedOver += other.passedOver;
        takenFromCalls += other.takenFromCalls;
    }

    /** How often its owner needed a processor again or anew. */
    long acquisitions() {
        long sum = tasks;
        for (long handoff : handoffs) {
            sum += handoff;
        }
        return sum;
    }
}
