// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;
import java.util.concurrent.TimeUnit;

/**
 * Where a pool's worker goes from one task to the next: begin and end of a worker, begin and end of a fetch.
 *
 * <p><b>Threads.</b> The worker itself.
 *
 * <p><b>Rules.</b>
 *
 * <ul>
 *   <li>A processor is kept from task to task. It is given up here only if sysmon has asked for it (its holder ran longer
 *       than a slice while somebody waited), or if it was an over-commit one.
 *   <li>A worker whose task blocked goes on over-committed: it will block again soon, and the kernel shares a CPU among
 *       such threads better than a gate does. (Measured with the gate: tasks of 100 us CPU and 10 ms of sleep lose half
 *       of their throughput to tokens in transit to threads that are still waking up.)
 *   <li>Any other worker without one waits for it <em>before</em> it looks for a task, when it holds neither a task nor a lock,
 *       and only if there seems to be a task.
 *   <li>Inside the pool's own queue nobody waits for a processor: a worker that stands in the queue of the queue's lock
 *       would hold up everybody behind it, submitters included. A worker that was woken there and finds no idle
 *       processor takes its task and runs it over-committed (strict: waits with the task in its hands).
 * </ul>
 */
final class TaskBoundary {
    static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Scheduler scheduler;
    private final BlockingCalls calls;
    private final Growth growth;
    private final Exemptions exemptions;
    private final WorkerStats ended;

    /**
     * Makes the boundary of all pools.
     *
     * @param ended where the counters of workers that have ended are added up, under its monitor
     */
    TaskBoundary(Scheduler scheduler, BlockingCalls calls, Growth growth, Exemptions exemptions, WorkerStats ended) {
        this.scheduler = scheduler;
        this.calls = calls;
        this.growth = growth;
        this.exemptions = exemptions;
        this.ended = ended;
    }

    void workerBegin(Worker worker, boolean hasTask) {
        Pool pool = worker.pool;
        worker.seed(pool);
        worker.exempt = exemptions.take();
        scheduler.workers.add(worker);
        pool.workerBegun();
        if (hasTask) {
            begin(worker);
        } else {
            worker.fetching = true;
        }
    }

    void workerEnd(Worker worker) {
        worker.unmarkBlocked();
        worker.uncountIdle();
        scheduler.release(worker);
        if (scheduler.workers.remove(worker)) {
            worker.pool.workerEnded(worker);
            if (worker.exempt != 0) {
                exemptions.add(worker.exempt);
            }
            if (worker.pool.listed) {
                synchronized (ended) {
                    ended.add(worker.stats);
                }
            }
        }
    }

    void fetchBegin(Worker worker) {
        heal(worker);
        worker.fetching = true;
        if (scheduler.passThrough() || worker.exempt != 0) {
            return;
        }
        settle(worker);
        long holding = worker.holdingOpaque();
        if (holding > 0 && Processor.idOf(holding) >= 0) {
            if (worker.yieldRequestedOpaque() && !scheduler.waits.isEmpty()) {
                worker.depth = 1;
                scheduler.handoff.giveWay(worker, maxWait());
                worker.depth = 0;
            }
            return;
        }
        if (holding > 0 && worker.blockedInTask && !scheduler.config.strict()) {
            if (scheduler.processors.mayHaveIdle()) {
                scheduler.release(worker);
                scheduler.tryAcquireOrOvercommit(worker);
            }
            return;
        }
        scheduler.release(worker);
        if (!scheduler.tryAcquire(worker, holding) && worker.pool.mayHaveTasks()) {
            worker.depth = 1;
            scheduler.handoff.await(worker, false, maxWait(), true);
            worker.depth = 0;
        }
    }

    /** Does what is asked of a worker that keeps its processor; if the world is stopping it waits, holding nothing. */
    private void settle(Worker worker) {
        if (!scheduler.attention.settled(worker) && scheduler.world.stopping()) {
            worker.depth = 1;
            scheduler.world.awaitRestart(worker, scheduler.clock);
            scheduler.world.returned(worker);
            worker.depth = 0;
        }
    }

    /** Who waits here holds nothing; when not strict, sysmon sees to it that its pool goes on. */
    private long maxWait() {
        return scheduler.config.strict() ? Handoff.LAST_LIMIT_NANOS : MAX_WAIT_NANOS;
    }

    void fetchEnd(Worker worker, boolean hasTask) {
        worker.fetching = false;
        worker.uncountIdle();
        if (hasTask) {
            begin(worker);
            growth.consider(worker.pool);
        } else {
            worker.pool.spareLeft();
        }
    }

    private void begin(Worker worker) {
        worker.stats.tasks++;
        worker.blockedInTask = false;
        if (worker.holdingOpaque() <= 0 || !scheduler.attention.settled(worker)) {
            acquire(worker);
        }
        long holding = worker.holdingOpaque();
        if (holding > 0 && Processor.idOf(holding) >= 0) {
            worker.storage.countTask();
        }
    }

    private void acquire(Worker worker) {
        scheduler.release(worker); // it may be strayed
        worker.depth = 1;
        while (worker.exempt == 0) {
            if (scheduler.passThrough()) {
                Scheduler.goWithout(worker);
                break;
            }
            if (scheduler.world.stopping()) {
                scheduler.world.awaitRestart(worker, scheduler.clock);
            } else if (tryBegin(worker) && scheduler.attention.settled(worker)) {
                break;
            }
        }
        scheduler.world.returned(worker);
        worker.depth = 0;
    }

    private boolean tryBegin(Worker worker) {
        return scheduler.tryAcquire(worker, 0)
                || (scheduler.config.strict()
                        && scheduler.handoff.await(worker, false, Handoff.LAST_LIMIT_NANOS, false))
                || scheduler.overcommitUnlessPassThrough(worker);
    }

    /** A task that left a call without its exit (an asynchronous error between the two) must not lame its worker. */
    private void heal(Worker worker) {
        if (worker.depth != 0) {
            worker.depth = 1;
            calls.exit(worker);
        }
        worker.unmarkBlocked();
    }
}
