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
 *   <li>A worker that is over-committed goes on so unless it is crowded: with a limit at the number of processors a thread
 *       would be parked and another woken with each task, by us instead of by the kernel, which does it better and only
 *       after a time slice. With a band above it ({@link Handoff#crowded}) those that run stay the same ones, and the others
 *       stay parked. (Measured with the limit: tasks of 100 us CPU and 10 ms of sleep lose half of their throughput to
 *       processors in transit to threads that are still waking up, and a pool of 200 whose tasks compute only four tenths;
 *       without any, a pool of 2,000 loses a tenth.)
 *   <li>Who is crowded and has no processor waits for one <em>before</em> it looks for a task, when it holds neither a task
 *       nor a lock, and only if there seems to be a task.
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
    private final ThreadProbe probe;

    /**
     * Makes the boundary of all pools.
     *
     * @param probe tells what the operating system calls a worker's thread
     * @param ended where the counters of workers that have ended are added up, under its monitor
     */
    TaskBoundary(
            Scheduler scheduler,
            BlockingCalls calls,
            Growth growth,
            Exemptions exemptions,
            ThreadProbe probe,
            WorkerStats ended) {
        this.probe = probe;
        this.scheduler = scheduler;
        this.calls = calls;
        this.growth = growth;
        this.exemptions = exemptions;
        this.ended = ended;
    }

    @DontInline
    void workerBegin(Worker worker, boolean hasTask) {
        if (!add(worker)) {
            return;
        }
        worker.pool.workerBegun(hasTask);
        if (hasTask) {
            begin(worker);
        } else {
            worker.fetching = true;
        }
    }

    /** The same for one that has run tasks before, and now looks for the next. */
    void workerCameLate(Worker worker) {
        if (add(worker)) {
            worker.late = true;
            worker.pool.oldWorkerCame();
            worker.pool.workerBegun(true); // no spare that was awaited
            worker.fetching = true;
        }
    }

    private boolean add(Worker worker) {
        worker.experience.seed(worker.pool.learned); // true for a new one too
        worker.exempt = exemptions.take();
        worker.kernelNumber = probe.numberOfCurrentThread();
        return scheduler.workers.add(worker);
    }

    @DontInline
    void workerEnd(Worker worker) {
        worker.unmarkBlocked();
        worker.uncountIdle();
        scheduler.release(worker);
        scheduler.overcommitSlots.leave(worker);
        forget(worker);
        if (leaveTable(worker)) {
            worker.pool.trimSpares();
            if (worker.exempt != 0) {
                exemptions.add(worker.exempt);
            }
        }
    }

    /** At one moment for who adds up: its counts are with those of the others or of the ended, or sums would fall. */
    private boolean leaveTable(Worker worker) {
        synchronized (ended) {
            boolean found = scheduler.workers.remove(worker);
            if (found) {
                worker.pool.workerEnded(worker);
                if (worker.pool.listed) {
                    ended.add(worker.stats);
                }
            }
            return found;
        }
    }

    /**
     * A processor names its last holder until the next, a queue an entry until it is polled, and a thread that has ended keeps
     * its pool alive, from 19 on.
     */
    private void forget(Worker worker) {
        worker.resuming.forgetWorker();
        worker.starting.forgetWorker();
        for (int i = 0; i < scheduler.processors.count(); i++) {
            Processor processor = scheduler.processors.get(i);
            if (Processor.status(processor.state()) != Processor.SYSCALL) { // else it is to be retaken from it
                processor.forgetHolder(worker);
            }
        }
    }

    @DontInline
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
        if (holding > 0 && !scheduler.config.strict() && !scheduler.handoff.crowded()) {
            if (scheduler.processors.mayHaveIdle()) {
                scheduler.release(worker);
                scheduler.tryAcquireOrOvercommit(worker);
            }
            return;
        }
        scheduler.release(worker);
        if (!scheduler.tryAcquire(worker, holding) && worker.pool.driver.mayHaveTasks()) {
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

    @DontInline
    void fetchEnd(Worker worker, boolean hasTask) {
        worker.fetching = false;
        worker.uncountIdle();
        if (hasTask) {
            begin(worker);
            growth.consider(worker.pool);
        } else {
            worker.pool.workerLeaves(worker);
        }
    }

    private void begin(Worker worker) {
        worker.stats.tasks++;
        if (worker.holdingOpaque() <= 0 || !scheduler.attention.settled(worker)) {
            acquire(worker);
        }
        long holding = worker.holdingOpaque();
        if (holding > 0 && Processor.idOf(holding) >= 0) {
            worker.storage.countTask();
        }
    }

    @DontInline
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
        if (worker.ungated != 0) {
            worker.ungated = 1;
            BlockingCalls.exitUngated(worker);
        }
        worker.inReserve = false;
        if (worker.depth != 0) {
            worker.depth = 1;
            calls.exit(worker);
        }
        worker.unmarkBlocked();
    }
}
