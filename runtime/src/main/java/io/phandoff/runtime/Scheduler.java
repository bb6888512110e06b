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
final class Scheduler {
    /** The last limit on any wait for a processor: liveness comes before the number of running threads. */
    static final long LAST_LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    static final int MAX_PASSED_OVER = 1;

    final RuntimeConfig config;
    final NanoClock clock;
    final ProcessorTable processors;
    final WaitQueues waits;
    final WorkerTable workers = new WorkerTable();
    final AtomicInteger overcommitted = new AtomicInteger();

    private volatile RuntimeThread sysmon;
    private volatile boolean passThrough;

    /** A thread of the runtime that sleeps until it is needed. */
    interface Wakeable {
        /** Makes it look; never blocks. */
        void wake();
    }

    Scheduler(RuntimeConfig config, NanoClock clock, PoolTable pools) {
        this.config = config;
        this.clock = clock;
        waits = new WaitQueues(pools);
        processors = new ProcessorTable(config.processors());
    }

    /** Says whom to wake when somebody begins to wait; before the first hook. */
    void setSysmon(RuntimeThread sysmon) {
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

    /** Takes an idle processor if there is one, else runs over-committed. */
    void tryAcquireOrOvercommit(Worker worker) {
        if (!tryAcquire(worker, 0)) {
            overcommitUnlessPassThrough(worker);
        }
    }

    /** As {@link #overcommit}, but not in pass-through, where nobody needs a processor. */
    void overcommitUnlessPassThrough(Worker worker) {
        if (!passThrough && !takeFromCall(worker)) {
            overcommit(worker);
        }
    }

    /**
     * Takes a processor out of another worker's soft call, if that call was there when somebody looked before. Otherwise
     * processors would stay tied to workers that sleep in long calls while all others run over-committed, as long as
     * nobody waits and sysmon has no reason to look.
     */
    private boolean takeFromCall(Worker worker) {
        for (int i = 0; i < processors.count(); i++) {
            Processor processor = processors.get(i);
            long word = processor.state();
            if (Processor.status(word) == Processor.SYSCALL
                    && processor.seenInCall(word)
                    && processor.holderOpaque() instanceof Worker holder
                    && processors.retake(processor, word)) {
                worker.stats.takenFromCalls++;
                holder.markBlocked(clock.nanoTime());
                long tick = processors.acquire(processor);
                if (tick >= 0) {
                    take(worker, processor, tick);
                    return true;
                }
            }
        }
        return false;
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
                overcommitEnded();
            }
            return false;
        }
        if (!processors.release(processor, Processor.tickOf(holding))) {
            return false; // retaken
        }
        processorFreed();
        return true;
    }

    /** Any thread, after a worker has stopped running over-committed: an idle processor may now be free to use. */
    void overcommitEnded() {
        overcommitted.getAndDecrement();
        processorFreed();
    }

    /** Whether new work may be started: processors are idle beyond what over-committed workers use already. */
    boolean mayStart() {
        return processors.idle() > overcommitted.get();
    }

    /** Any thread, after a processor has become idle: wakes a waiter if there is one that may have it. */
    void processorFreed() {
        if (waits.isEmpty()) {
            return;
        }
        boolean startersToo = mayStart();
        for (Worker waiter = waits.poll(startersToo); waiter != null; waiter = waits.poll(startersToo)) {
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
        if (holding == 0 || !processors.release(processor, Processor.tickOf(holding))) {
            return await(worker, false, maxWaitNanos, true); // retaken
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
        for (Worker waiter = waits.poll(true); waiter != null; waiter = waits.poll(true)) {
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
        worker.starts = !resumes;
        waits.begin(worker.pool, resumes);
        try {
            while (!passThrough) {
                worker.wait.begin();
                if (passThrough || !waits.add(worker, resumes)) {
                    return end(worker);
                }
                if (acquireAnyWhileWaiting(worker)) {
                    return true;
                }
                wakeSysmonFor(resumes);
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
            waits.end(worker.pool, resumes);
            if (interrupted) {
                worker.thread.interrupt();
            }
            worker.pool.waits.record(clock.nanoTime() - begin);
            passOn();
        }
    }

    /** A worker in the middle of a task needs sysmon now; one that holds nothing can wait for its next look. */
    private void wakeSysmonFor(boolean resumes) {
        if (resumes) {
            sysmon.wake();
        } else {
            sysmon.wakeIfDormant();
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
        if (processors.mayHaveIdle()) {
            processorFreed();
        }
    }
}
