// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.LocalStorage;
import io.phandoff.runtime.token.Processor;
import io.phandoff.runtime.token.ProcessorTable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives processors to workers and takes them back: acquire, release, over-commit, seize. Who waits for one, and who is given
 * one that was freed, is {@link Handoff}'s.
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
 */
final class Scheduler {
    final RuntimeConfig config;
    final NanoClock clock;
    final ProcessorTable processors;
    final WaitQueues waits;
    final Handoff handoff = new Handoff(this);
    final WorkerTable workers;
    final AtomicInteger overcommitted = new AtomicInteger();
    final OvercommitSlots overcommitSlots;
    final ProcessorCounts counts = new ProcessorCounts();
    final World world = new World();
    final Pauses pauses = new Pauses();
    final Attention attention = new Attention(this, world, pauses);

    private volatile RuntimeThread sysmon;
    private volatile boolean passThrough;
    private volatile boolean observing;

    /** A thread of the runtime that sleeps until it is needed. */
    interface Wakeable {
        /** Makes it look; never blocks. */
        void wake();
    }

    Scheduler(RuntimeConfig config, NanoClock clock, PoolTable pools, WorkerTable workers) {
        this.workers = workers;
        this.config = config;
        this.clock = clock;
        waits = new WaitQueues(pools, config);
        overcommitSlots = new OvercommitSlots(config.processors());
        processors = new ProcessorTable(config.processors());
    }

    /** Says whom to wake when somebody begins to wait; before the first hook. */
    void setSysmon(RuntimeThread sysmon) {
        this.sysmon = sysmon;
    }

    RuntimeThread sysmon() {
        return sysmon;
    }

    void wakeSysmon() {
        sysmon.wake();
    }

    boolean passThrough() {
        return passThrough;
    }

    /** Whether what would happen is to be worked out: {@link Mode#OBSERVE}, which is pass-through too. */
    boolean observing() {
        return observing;
    }

    /** Whether nobody is given or waits for a processor from now on, and is observed instead; {@link PassThrough} only. */
    void setPassThrough(boolean on, boolean observed) {
        observing = observed;
        passThrough = on;
        if (on) {
            world.endStop(); // a stop that begins later is another matter
        } else {
            sysmon.wake();
        }
    }

    /** Any thread, in pass-through: lets go all who wait, and flushes what is stored with processors. */
    void letAllGo() {
        for (Worker worker : workers.all()) {
            worker.wait.signal();
        }
        for (int i = 0; i < processors.count(); i++) {
            flushOrAsk(processors.get(i));
        }
    }

    private void flushOrAsk(Processor processor) {
        while (true) {
            long word = processor.state();
            int status = Processor.status(word);
            if (status == Processor.RUNNING) {
                if (Processor.ask(word) != Processor.NOTHING || processor.ask(word, Processor.GIVE_UP)) {
                    return; // its holder flushes it, or whoever is at it now
                }
            } else if (status != Processor.IDLE && status != Processor.SYSCALL) {
                return;
            } else if (processors.seize(processor, word)) {
                flush(processor.storage());
                processors.restart(processor, Processor.tick(word));
                return;
            }
        }
    }

    /** Flushes a storage that the caller owns. */
    void flush(LocalStorage storage) {
        counts.gather(storage);
        LocalKey.flush(storage);
    }

    /** Makes a processor that the worker has just taken its own. */
    void take(Worker worker, Processor processor, long tick) {
        processor.setHolderOpaque(worker);
        worker.takes++;
        worker.processor = processor;
        worker.storage = processor.storage();
        worker.setYieldRequestedOpaque(false);
        worker.takenAt = Recording.now(clock);
        worker.setHoldingRelease(processor.holding(tick));
    }

    void take(Worker worker, Processor processor) {
        take(worker, processor, Processor.tick(processor.state()));
    }

    /**
     * Takes an idle processor without waiting, the old one first: its caches may still be warm.
     *
     * @param old what it held before, or 0
     */
    @DontInline
    boolean tryAcquire(Worker worker, long old) {
        if (!processors.mayHaveIdle()) {
            return false;
        }
        if (old > 0 && Processor.idOf(old) >= 0) {
            Processor hint = processors.get(Processor.idOf(old));
            long tick = processors.acquire(hint);
            if (tick >= 0) {
                take(worker, hint, tick);
                return true;
            }
        }
        return acquireAny(worker);
    }

    boolean acquireAny(Worker worker) {
        Processor processor = processors.acquireAny((int) worker.thread.getId());
        if (processor == null) {
            return false;
        }
        take(worker, processor);
        return true;
    }

    /**
     * Lets the worker run beyond the fixed set, on a processor of its own that ends at its next release.
     *
     * @return false if the world is stopping
     */
    boolean overcommit(Worker worker) {
        Processor processor = worker.overcommit;
        overcommitSlots.enter(worker); // before it runs
        long tick = processor.tryAcquire();
        if (tick < 0) {
            tick = tryAcquireRobbed(worker, processor);
        }
        if (world.stopping()) { // read after the word was written: see World
            endOvercommit(processor, tick);
            overcommitSlots.leave(worker);
            return false;
        }
        worker.stats.overcommittedRuns++;
        overcommitted.getAndIncrement();
        take(worker, processor, tick);
        return true;
    }

    /** Sysmon has robbed the worker of its holding and is about to end it: whoever of the two does that counts it. */
    private long tryAcquireRobbed(Worker worker, Processor processor) {
        long word = processor.state();
        if (Processor.status(word) == Processor.RUNNING && endOvercommit(processor, Processor.tick(word))) {
            overcommitted.getAndDecrement();
        }
        long tick = processor.tryAcquire();
        if (tick < 0) {
            throw new IllegalStateException("over-commit processor is not idle: worker=".concat(worker.toString()));
        }
        return tick;
    }

    /** Ends a holding of an over-commit processor, asked or not; false if it had ended already. Does not count it. */
    static boolean endOvercommit(Processor processor, long tick) {
        while (!processor.release(tick)) {
            long word = processor.state();
            if (Processor.tick(word) != tick) {
                return false;
            }
            if (processor.yieldAsked(word)) {
                return true;
            }
        }
        return true;
    }

    /** Takes an idle processor if there is one, else runs over-committed; false if the world is stopping. */
    boolean tryAcquireOrOvercommit(Worker worker) {
        return tryAcquire(worker, 0) || overcommitUnlessPassThrough(worker);
    }

    /** As {@link #overcommit}, but in pass-through, where nobody needs a processor, the worker goes without. */
    @DontInline
    boolean overcommitUnlessPassThrough(Worker worker) {
        if (passThrough) {
            goWithout(worker);
            return true;
        }
        return takeFromCall(worker) || overcommit(worker);
    }

    /** In pass-through: the worker runs, and has no processor. */
    static void goWithout(Worker worker) {
        worker.storage = null;
        worker.setHoldingRelease(Worker.STRAYED);
    }

    /**
     * Takes a running processor from its holder by force. The holder keeps what is stored with it.
     *
     * @return whether the caller has it in hands now, SEIZED and with fresh storage
     */
    boolean seizeRunning(Processor processor, long seen) {
        long tick = Processor.tick(seen);
        if (!(processor.holderOpaque() instanceof Worker holder)) {
            return false;
        }
        long holding = processor.holding(tick);
        if (holder.holdingAcquire() != holding) {
            return false; // on its way to somebody, whose time is not written yet
        }
        long takenAt = holder.takenAt;
        if (!holder.stray(holding)) {
            return false; // it has just moved on by itself
        }
        for (long word = seen;
                Processor.status(word) == Processor.RUNNING && Processor.tick(word) == tick;
                word = processor.state()) {
            if (processors.seize(processor, word)) {
                processor.renewStorage();
                Recording.ran(holder, processor, takenAt, Recording.now(clock), EventSink.RETAKEN);
                return true;
            }
        }
        return false;
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
                    && retakeInCall(processor, word, holder)) {
                worker.stats.takenFromCalls++;
                long tick = processors.acquire(processor);
                if (tick >= 0) {
                    take(worker, processor, tick);
                    return true;
                }
            }
        }
        return false;
    }

    private boolean retakeInCall(Processor processor, long word, Worker holder) {
        long now = clock.nanoTime();
        long takenAt = holder.takenAt;
        boolean marked = holder.markBlocked(now, Worker.STALLED); // before: see Worker#markBlocked
        if (processors.retake(processor, word)) {
            Recording.ran(holder, processor, takenAt, now, EventSink.RETAKEN);
            Recording.retaken(holder, processor, Sysmon.IN_CALL, now);
            return true;
        }
        if (marked) {
            holder.unmarkBlocked();
        }
        return false;
    }

    /**
     * Gives up what the worker holds, if it still holds anything, and wakes a waiter.
     *
     * @return whether a processor of the fixed set became idle by this
     */
    @DontInline
    boolean release(Worker worker) {
        long holding = worker.holdingOpaque();
        if (holding <= 0) {
            if (holding != 0) {
                attention.strayed(worker);
            }
            return false;
        }
        long endedAt = Recording.now(clock);
        worker.setHoldingRelease(0);
        Processor processor = worker.processor;
        if (!publishIdle(worker, processor, Processor.tickOf(holding))) {
            return false;
        }
        if (processor.overcommit()) {
            LocalKey.flush(processor.storage());
            overcommitEnded(worker);
            return false;
        }
        Recording.ran(worker, processor, worker.takenAt, endedAt, Recording.why(worker));
        processorFreed();
        return true;
    }

    /** Makes a processor idle that the worker has held, when all is done that was asked; false if it is not its any more. */
    boolean publishIdle(Worker worker, Processor processor, long tick) {
        long now = tick;
        while (!(processor.overcommit() ? processor.release(now) : processors.release(processor, now))) {
            now = attention.attend(worker, processor, now);
            if (now < 0) {
                return false;
            }
        }
        return true;
    }

    /** After the worker has stopped running over-committed: an idle processor may now be free to use. */
    void overcommitEnded(Worker worker) {
        overcommitSlots.leave(worker);
        overcommitted.getAndDecrement();
        processorFreed();
    }

    /** Any thread, after a processor has become idle: see {@link Handoff#processorFreed}. */
    void processorFreed() {
        handoff.processorFreed();
    }
}
