// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;
import io.phandoff.runtime.token.ProcessorTable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives processors to workers and takes them back: acquire, release, hand on, wait, over-commit.
 *
 * <p><b>Threads.</b> Each method with a {@code Worker} parameter is called by that worker, except where it says so.
 *
 * <p><b>Invariants.</b>
 *
 * <ul>
 *   <li>I1: a worker's field is set after its token has become RUNNING and cleared before it stops being so.
 *   <li>I2: no lost waiter. A waiter announces itself, then looks at every processor, then sleeps; a releaser publishes
 *       IDLE, then looks for waiters. A signal that takes no processor is passed on, and who takes one while others
 *       wait and more are idle wakes the next (Go's wakep).
 *   <li>I3: a processor in transit from a releaser to a waiter is RUNNING and in the hands of one thread, which blocks on
 *       nothing.
 *   <li>I4: every wait ends: by a processor, by its time limit, by pass-through.
 * </ul>
 *
 * <p><b>Barging.</b> A freed processor becomes idle and one waiter is woken to fetch it; a running worker may be faster,
 * which saves a switch. A waiter that has been passed over {@link #MAX_PASSED_OVER} times is given its processor
 * directly.
 *
 * <p><b>Rejected.</b> Direct hand-over always: 3.0 voluntary switches a task and 20 % less throughput (design, section
 * 5). A lock around idle set and queue: the enter hook would have to take it.
 */
final class Scheduler {
    /** The last limit on any wait for a processor: liveness comes before the number of running threads. */
    static final long LAST_LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    static final int MAX_PASSED_OVER = 1;

    final RuntimeConfig config;
    final NanoClock clock;
    final ProcessorTable processors;
    final WaitQueues waits = new WaitQueues();
    final WorkerTable workers = new WorkerTable();
    final AtomicInteger overcommitted = new AtomicInteger();

    private volatile Wakeable sysmon;
    private volatile boolean passThrough;

    /** A thread of the runtime that sleeps until it is needed. */
    interface Wakeable {
        /** Makes it look; never blocks. */
        void wake();
    }

    Scheduler(RuntimeConfig config, NanoClock clock) {
        this.config = config;
        this.clock = clock;
        processors = new ProcessorTable(config.processors());
    }

    /** Says whom to wake when somebody begins to wait; before the first hook. */
    void setSysmon(Wakeable sysmon) {
        this.sysmon = sysmon;
    }

    void wakeSysmon() {
        sysmon.wake();
    }

    boolean passThrough() {
        return passThrough;
    }

    /** Any thread: from now on nobody is given or waits for a processor. */
    void beginPassThrough() {
        passThrough = true;
        for (Worker worker : workers.all()) {
            worker.wait.signal();
        }
    }

    /** Makes a processor that the worker has just taken its own. */
    private void take(Worker worker, Processor processor, long tick) {
        processor.setHolderOpaque(worker);
        worker.setYieldRequestedOpaque(false);
        worker.setHoldingRelease(processor.holding(tick));
    }

    private void take(Worker worker, Processor processor) {
        take(worker, processor, Processor.tick(processor.state()));
    }

    /** The processor that a worker's holding names. */
    Processor processorOf(Worker worker, long holding) {
        int id = Processor.idOf(holding);
        return id < 0 ? worker.overcommit : processors.get(id);
    }

    /**
     * Takes an idle processor without waiting, the old one first: its caches may still be warm.
     *
     * @param old what it held before, or 0
     */
    boolean tryAcquire(Worker worker, long old) {
        if (!processors.mayHaveIdle()) {
            return false;
        }
        if (old != 0 && Processor.idOf(old) >= 0) {
            Processor hint = processors.get(Processor.idOf(old));
            long tick = processors.acquire(hint);
            if (tick >= 0) {
                take(worker, hint, tick);
                return true;
            }
        }
        return acquireAny(worker);
    }

    private boolean acquireAny(Worker worker) {
        Processor processor = processors.acquireAny((int) worker.thread.getId());
        if (processor == null) {
            return false;
        }
        take(worker, processor);
        return true;
    }

    /** Lets the worker run beyond the fixed set, on a processor of its own that ends at its next release. */
    void overcommit(Worker worker) {
        long tick = worker.overcommit.tryAcquire();
        if (tick < 0) {
            throw new IllegalStateException("over-commit processor is not idle: worker=".concat(worker.toString()));
        }
        worker.stats.overcommittedRuns++;
        overcommitted.getAndIncrement();
        take(worker, worker.overcommit, tick);
    }

    /** As {@link #overcommit}, but not in pass-through, where nobody needs a processor. */
    void overcommitUnlessPassThrough(Worker worker) {
        if (!passThrough) {
            overcommit(worker);
        }
    }

    /**
     * Gives up what the worker holds, if it still holds anything, and wakes a waiter.
     *
     * @return whether a processor of the fixed set became idle by this
     */
    boolean release(Worker worker) {
        long holding = worker.holdingOpaque();
        if (holding == 0) {
            return false;
        }
        worker.setHoldingRelease(0);
        Processor processor = processorOf(worker, holding);
        if (processor.overcommit()) {
            if (processor.release(Processor.tickOf(holding))) {
                overcommitted.getAndDecrement();
            }
            return false;
        }
        if (!processors.release(processor, Processor.tickOf(holding))) {
            return false; // retaken
        }
        processorFreed();
        return true;
    }

    /** Any thread, after a processor has become idle: wakes a waiter if there is one. */
    void processorFreed() {
        if (waits.isEmpty()) {
            return;
        }
        for (Worker waiter = waits.poll(); waiter != null; waiter = waits.poll()) {
            boolean consumed = waiter.passedOver >= MAX_PASSED_OVER ? grantIdle(waiter) : waiter.wait.signal();
            if (consumed) {
                return;
            }
        }
    }

    /** Takes an idle processor for a waiter; with none left it is only signalled, and queues again. */
    private boolean grantIdle(Worker waiter) {
        Processor processor = processors.acquireAny(0);
        if (processor == null) {
            return waiter.wait.signal();
        }
        if (waiter.wait.grant(processor)) {
            return true;
        }
        processors.release(processor, Processor.tick(processor.state()));
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
        worker.setHoldingRelease(0);
        Processor processor = processorOf(worker, holding);
        if (!processors.release(processor, Processor.tickOf(holding))) {
            return await(worker, false, maxWaitNanos, true);
        }
        long tick = processors.acquire(processor);
        if (tick >= 0) {
            if (!grantToNext(processor)) {
                take(worker, processor, tick); // nobody waits any more
                return true;
            }
        } else {
            processorFreed();
        }
        return await(worker, false, maxWaitNanos, true);
    }

    private boolean grantToNext(Processor processor) {
        for (Worker waiter = waits.poll(); waiter != null; waiter = waits.poll()) {
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
    boolean await(Worker worker, boolean resumes, long maxWaitNanos, boolean endOnInterrupt) {
        long begin = clock.nanoTime();
        boolean interrupted = false;
        worker.passedOver = 0;
        waits.begin(resumes);
        try {
            while (!passThrough) {
                worker.wait.begin();
                if (passThrough || !waits.add(worker, resumes)) {
                    return end(worker);
                }
                if (acquireAnyWhileWaiting(worker)) {
                    return true;
                }
                sysmon.wake();
                long deadline = begin + maxWaitNanos;
                while (worker.wait.state() == TokenWait.WAITING) {
                    long left = deadline - clock.nanoTime();
                    if (left <= 0 || (interrupted && endOnInterrupt)) {
                        return end(worker);
                    }
                    try {
                        worker.wait.await(TimeUnit.NANOSECONDS.toMillis(left) + 1);
                    } catch (InterruptedException e) {
                        interrupted = true; // the program's: put back below
                    }
                }
                if (endSignalled(worker)) {
                    return true;
                }
                worker.passedOver++;
                worker.stats.passedOver++;
            }
            return false;
        } finally {
            waits.end(resumes);
            if (interrupted) {
                worker.thread.interrupt();
            }
            worker.pool.waits.record(clock.nanoTime() - begin);
            passOn();
        }
    }

    /** The last look before sleeping: an idle processor that a releaser freed before it could see this waiter. */
    private boolean acquireAnyWhileWaiting(Worker worker) {
        Processor processor = processors.acquireAny(0);
        if (processor == null) {
            return false;
        }
        if (worker.wait.cancel()) {
            take(worker, processor);
            return true;
        }
        Processor granted = worker.wait.end();
        take(worker, processor);
        if (granted != null) {
            processors.release(granted, Processor.tick(granted.state()));
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
            take(worker, granted);
            return true;
        }
        return acquireAny(worker);
    }

    /** A wait has ended: if processors are idle and others wait, the signal goes on to the next. */
    private void passOn() {
        if (!waits.isEmpty() && processors.mayHaveIdle()) {
            processorFreed();
        }
    }
}
