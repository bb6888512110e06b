// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.WorkerSnapshot.State;
import io.phandoff.runtime.token.Processor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Looks at all workers. For how long one has been running nobody writes down, as that would cost each task a look at the
 * clock; so whoever asks watches for a while. Any thread; not for hook paths.
 */
final class WorkerSnapshots {
    private WorkerSnapshots() {}

    static List<WorkerSnapshot> of(Scheduler scheduler, long watchNanos) throws InterruptedException {
        Map<Worker, Long> takes = new HashMap<>();
        for (Worker worker : scheduler.workers.all()) {
            takes.put(worker, worker.takes);
        }
        long begin = scheduler.clock.nanoTime();
        TimeUnit.NANOSECONDS.sleep(watchNanos);
        List<WorkerSnapshot> snapshots = new ArrayList<>();
        long now = scheduler.clock.nanoTime();
        for (Worker worker : scheduler.workers.all()) {
            Long before = takes.get(worker);
            boolean same = before != null && before == worker.takes; // a holding's tick grows with each short call
            snapshots.add(look(scheduler, worker, now, same ? now - begin : 0));
        }
        snapshots.sort(Comparator.comparing(WorkerSnapshot::state)
                .thenComparing(Comparator.comparingLong(WorkerSnapshot::nanos).reversed()));
        return numbered(snapshots);
    }

    private static WorkerSnapshot look(Scheduler scheduler, Worker worker, long now, long heldFor) {
        long holding = worker.holdingOpaque();
        long old = worker.oldHolding;
        long waitsSince = worker.waitsSince;
        if (waitsSince != 0) {
            State state = worker.starts ? State.WAITS_TO_START : State.WAITS_TO_RESUME;
            return snapshot(worker, state, null, -1, Math.max(0, now - waitsSince));
        }
        if (holding > 0) {
            int id = Processor.idOf(holding);
            return snapshot(worker, id < 0 ? State.OVERCOMMITTED : State.RUNNING, null, id, heldFor);
        }
        if (worker.counted == Worker.IDLE) {
            return snapshot(worker, State.IDLE, null, -1, now - worker.callStart);
        }
        String call = CallKind.name(worker.callKind);
        if (worker.counted == Worker.BLOCKED) {
            return snapshot(worker, State.BLOCKED, call, -1, now - worker.callStart);
        }
        if (worker.marked()) {
            return snapshot(worker, State.BLOCKED, worker.depth > 0 ? call : null, -1, now - worker.markedAt);
        }
        if (old > 0 && isTied(scheduler, old)) {
            long since = worker.sampledAt;
            return snapshot(worker, State.IN_CALL, call, Processor.idOf(old), since == 0 ? -1 : now - since);
        }
        return snapshot(worker, holding == 0 ? State.OTHER : State.WITHOUT, null, -1, -1);
    }

    /** Whether the processor of a holding that a call has interrupted waits for the call's end. */
    static boolean isTied(Scheduler scheduler, long holding) {
        int id = Processor.idOf(holding);
        if (id < 0 || id >= scheduler.processors.count()) {
            return false;
        }
        long word = scheduler.processors.get(id).state();
        return Processor.status(word) == Processor.SYSCALL && Processor.tick(word) == Processor.tickOf(holding);
    }

    private static WorkerSnapshot snapshot(Worker worker, State state, String call, int processor, long nanos) {
        return new WorkerSnapshot(
                worker.thread.getName(),
                worker.thread.getId(),
                worker.thread.getState(),
                worker.pool.name,
                worker.pool.id,
                state,
                call,
                processor,
                nanos,
                0);
    }

    /** Queues are first in, first out: one for those in the middle of a task, one a pool for the others. */
    private static List<WorkerSnapshot> numbered(List<WorkerSnapshot> sorted) {
        Map<Long, Integer> last = new HashMap<>();
        List<WorkerSnapshot> numbered = new ArrayList<>(sorted.size());
        for (WorkerSnapshot each : sorted) {
            if (each.state() == State.WAITS_TO_RESUME || each.state() == State.WAITS_TO_START) {
                long queue = each.state() == State.WAITS_TO_RESUME ? 0 : each.poolId(); // ids begin with 1
                numbered.add(at(each, last.merge(queue, 1, Integer::sum)));
            } else {
                numbered.add(each);
            }
        }
        return numbered;
    }

    private static WorkerSnapshot at(WorkerSnapshot of, int position) {
        return new WorkerSnapshot(
                of.thread(),
                of.threadId(),
                of.threadState(),
                of.pool(),
                of.poolId(),
                of.state(),
                of.call(),
                of.processor(),
                of.nanos(),
                position);
    }
}
