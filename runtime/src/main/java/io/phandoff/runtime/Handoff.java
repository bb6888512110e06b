// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;
import java.util.concurrent.TimeUnit;

/**
 * Who waits for a processor, and who is given one that was freed (Go's handoffp).
 *
 * <p><b>Threads.</b> Each method with a {@code Worker} parameter is called by that worker, except where it says so.
 *
 * <p><b>Invariants.</b> {@link Scheduler} I2 to I4.
 *
 * <p><b>Barging.</b> A freed processor becomes idle and a resuming waiter is woken to fetch it; a running worker may be
 * faster, which saves a switch. One that has been passed over {@link #MAX_PASSED_OVER} times is given its processor
 * directly, and so is every waiter that starts: it is woken for nothing otherwise whenever somebody returns first.
 *
 * <p><b>Over-commit counts.</b> A worker that runs over-committed uses a CPU as any other does. So while it does, as many
 * idle processors are not offered to workers that wait to <em>start</em>: the over-committed one takes an idle one at
 * its next task boundary, without a thread switch. Measured, pool of 2 grown, tasks of 100 us CPU and 10 ms of sleep:
 * without this rule two of five wake-ups found their processor gone.
 *
 * <p><b>Rejected.</b> Direct hand-over always: 3.0 voluntary switches a task and 20 % less throughput (design, section
 * 5). A lock around idle set and queue: the enter hook would have to take it.
 */
final class Handoff {
    /** The last limit on any wait for a processor: liveness comes before the number of running threads. */
    static final long LAST_LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    static final int MAX_PASSED_OVER = 1;

    /** Over-committed workers for each processor among which nobody waits between tasks. */
    static final int CROWD = 16;

    /** With many processors no more than this: the number of workers in a call varies less than they are many. */
    static final int MOST_CROWD = 64;

    private final Scheduler scheduler;

    Handoff(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Makes a processor idle that the caller had in transit; what is asked of it the world's owner does itself. */
    private void giveBack(Processor processor) {
        while (true) {
            long word = processor.state();
            if (Processor.ask(word) == Processor.NOTHING
                    ? scheduler.processors.release(processor, Processor.tick(word))
                    : scheduler.processors.yieldAsked(processor, word)) {
                return;
            }
        }
    }

    /** Whether new work may be started: processors are idle beyond what over-committed workers use already. */
    boolean mayStart() {
        return scheduler.processors.idle() > scheduler.overcommitted.get();
    }

    /**
     * Whether so many workers run that one without a processor had better wait for one before its next task.
     *
     * @see TaskBoundary rules
     */
    boolean crowded() {
        int most = Math.min(CROWD * scheduler.processors.count(), MOST_CROWD);
        return scheduler.overcommitted.get() - scheduler.processors.idle() >= most;
    }

    /** Any thread, after a processor has become idle: wakes a waiter if there is one that may have it. */
    @DontInline
    void processorFreed() {
        if (scheduler.waits.isEmpty()) {
            return;
        }
        boolean startersToo = mayStart();
        for (Worker waiter = scheduler.waits.poll(startersToo);
                waiter != null;
                waiter = scheduler.waits.poll(startersToo)) {
            boolean direct = waiter.starts || waiter.passedOver >= MAX_PASSED_OVER;
            boolean consumed = direct ? grantIdle(waiter) : waiter.wait.signal();
            if (consumed) {
                return;
            }
        }
    }

    /** Sysmon: ends the wait of one of a pool's workers between two tasks; it goes on without a processor. */
    void expireOne(Pool pool) {
        for (Worker waiter = WaitQueues.poll(pool.gate.queue);
                waiter != null;
                waiter = WaitQueues.poll(pool.gate.queue)) {
            if (waiter.wait.grant(null)) {
                return;
            }
        }
    }

    /** Takes an idle processor for a waiter; with none left it is only signalled, and queues again. */
    private boolean grantIdle(Worker waiter) {
        Processor processor = scheduler.processors.acquireAny(0);
        if (processor == null) {
            return waiter.wait.signal();
        }
        if (waiter.wait.grant(processor)) {
            return true;
        }
        giveBack(processor);
        return false;
    }

    /**
     * Gives the worker's processor, which is one of the fixed set, to the longest waiter, at a task boundary, and queues
     * behind it.
     *
     * @param maxWaitNanos how long to wait for one at most
     */
    boolean giveWay(Worker worker, long maxWaitNanos) {
        long holding = worker.holdingOpaque();
        if (holding <= 0) {
            scheduler.release(worker);
            return await(worker, false, maxWaitNanos, true); // retaken
        }
        long endedAt = Recording.now(scheduler.clock);
        worker.setHoldingRelease(0);
        Processor processor = worker.processor;
        if (!scheduler.publishIdle(worker, processor, Processor.tickOf(holding))) {
            return await(worker, false, maxWaitNanos, true);
        }
        Recording.ran(worker, processor, worker.takenAt, endedAt, EventSink.GAVE_WAY);
        long tick = scheduler.processors.acquire(processor);
        if (tick >= 0) {
            if (!grantToNext(processor)) {
                scheduler.take(worker, processor, tick); // nobody waits any more
                return true;
            }
        } else {
            processorFreed();
        }
        return await(worker, false, maxWaitNanos, true);
    }

    private boolean grantToNext(Processor processor) {
        for (Worker waiter = scheduler.waits.poll(true); waiter != null; waiter = scheduler.waits.poll(true)) {
            if (waiter.wait.grant(processor)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Waits for a processor.
     *
     * @param resumes whether the worker is in the middle of a task, which goes before starting one
     * @param maxWaitNanos how long at most; rounded up to milliseconds
     * @param endOnInterrupt whether an interrupt ends the wait; the thread's interrupt status is as before in any case
     * @return whether the worker now has a processor
     */
    @DontInline
    boolean await(Worker worker, boolean resumes, long maxWaitNanos, boolean endOnInterrupt) {
        EventSink sink = Recording.sink();
        if (sink == null) {
            return awaitUntold(worker, resumes, maxWaitNanos, endOnInterrupt);
        }
        Object begun = sink.begin(EventSink.WAIT);
        boolean given = awaitUntold(worker, resumes, maxWaitNanos, endOnInterrupt);
        long holding = given ? worker.holdingOpaque() : 0;
        sink.waited(begun, worker.pool.name, resumes, holding > 0 ? Processor.idOf(holding) : -1);
        return given;
    }

    private boolean awaitUntold(Worker worker, boolean resumes, long maxWaitNanos, boolean endOnInterrupt) {
        long begin = scheduler.clock.nanoTime();
        boolean interrupted = false;
        worker.passedOver = 0;
        worker.starts = !resumes;
        worker.waitsSince = begin;
        scheduler.waits.begin(worker.pool, resumes);
        try {
            while (!scheduler.passThrough()) {
                worker.wait.begin();
                if (scheduler.passThrough() || !scheduler.waits.add(worker, resumes)) {
                    return end(worker);
                }
                scheduler.world.returned(worker);
                if (acquireAnyWhileWaiting(worker)) {
                    return true;
                }
                wakeSysmonFor(resumes);
                long deadline = begin + maxWaitNanos;
                while (worker.wait.state() == WaitingForProcessor.WAITING) {
                    long left = deadline - scheduler.clock.nanoTime();
                    if (left <= 0 || (interrupted && endOnInterrupt)) {
                        return end(worker);
                    }
                    try {
                        worker.wait.await(TimeUnit.NANOSECONDS.toMillis(left) + 1);
                    } catch (InterruptedException e) {
                        interrupted = true; // the program's: put back below
                    }
                }
                boolean expired = worker.wait.expired();
                if (endSignalled(worker)) {
                    return true;
                }
                if (expired) {
                    return false;
                }
                worker.passedOver++;
                worker.stats.passedOver++;
            }
            return false;
        } finally {
            scheduler.waits.end(worker.pool, resumes);
            worker.waitsSince = 0;
            if (interrupted) {
                worker.thread.interrupt();
            }
            worker.pool.waits.record(scheduler.clock.nanoTime() - begin);
            passOn();
        }
    }

    /** A worker in the middle of a task needs sysmon now; one that holds nothing can wait for its next look. */
    private void wakeSysmonFor(boolean resumes) {
        if (resumes) {
            scheduler.sysmon().wake();
        } else {
            scheduler.sysmon().wakeIfDormant();
        }
    }

    /** The last look before sleeping: an idle processor that a releaser freed before it could see this waiter. */
    private boolean acquireAnyWhileWaiting(Worker worker) {
        Processor processor = scheduler.processors.acquireAny(0);
        if (processor == null) {
            return false;
        }
        if (worker.wait.cancel()) {
            scheduler.take(worker, processor);
            return true;
        }
        Processor granted = worker.wait.end();
        scheduler.take(worker, processor);
        if (granted != null) {
            giveBack(granted);
        }
        return true;
    }

    /** Stops waiting; true if a grant came in the same moment. */
    private boolean end(Worker worker) {
        return !worker.wait.cancel() && endSignalled(worker);
    }

    private boolean endSignalled(Worker worker) {
        Processor granted = worker.wait.end();
        if (granted != null) {
            scheduler.take(worker, granted);
            return true;
        }
        return scheduler.acquireAny(worker);
    }

    /** A wait has ended: if processors are idle and others wait, the signal goes on to the next. */
    private void passOn() {
        if (scheduler.processors.mayHaveIdle()) {
            processorFreed();
        }
    }
}
