// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;

/**
 * Enter and exit of a blocking call (Go's entersyscall, entersyscallblock and exitsyscall).
 *
 * <p><b>Threads.</b> The worker itself.
 *
 * <p><b>Invariants.</b> I1, order of enter: count; clear {@code holding}, keep {@code oldHolding}; publish the processor,
 * which fails while something is asked of the worker ({@link Attention}); only then look who waits. I2, order of exit: the
 * old processor; while the world is stopping, wait for its restart; any idle processor; wait or over-commit; then look
 * whether something is asked again. I3: enter waits for
 * nothing and allocates nothing. I4: only the outermost of nested calls acts; an exit without an enter does nothing.
 *
 * <p><b>Soft or hard by experience.</b> A soft call whose processor was retaken {@link #LEARNED} times in a row, in calls
 * of that kind by that worker, is handed off at once from then on, until one of them turns out short.
 *
 * <p>An over-commit processor is never tied: it is of use to nobody else, and while it counts as running it keeps a pool
 * from growing.
 */
final class BlockingCalls {
    /** Retakes in a row after which a soft kind is treated as hard. */
    static final int LEARNED = 3;
    /** A call shorter than this, treated as hard by experience, makes its kind soft again. */
    static final long SHORT_NANOS = 50_000;

    private final Scheduler scheduler;
    private final Growth growth;

    BlockingCalls(Scheduler scheduler, Growth growth) {
        this.scheduler = scheduler;
        this.growth = growth;
    }

    void enterHard(Worker worker, int kind) {
        if (worker.depth++ == 0) {
            handOff(worker, kind);
        }
    }

    void enterSoft(Worker worker, int kind) {
        if (worker.depth++ != 0) {
            return;
        }
        long holding = worker.holdingOpaque();
        if (worker.retakesInRow[kind] >= LEARNED || (holding > 0 && Processor.idOf(holding) < 0)) {
            handOff(worker, kind);
            return;
        }
        worker.stats.softCalls[kind]++;
        worker.callKind = kind;
        worker.handedOff = false;
        worker.oldHolding = holding;
        if (holding > 0) {
            worker.setHoldingRelease(0);
            Processor processor = worker.processor;
            if (!processor.enterCall(Processor.tickOf(holding))) {
                enterSoftAttending(worker, processor, Processor.tickOf(holding));
            }
        } else if (holding != 0) {
            worker.oldHolding = 0;
            scheduler.attention.strayed(worker);
        }
    }

    /** The processor did not let itself be tied: something is asked of the worker, or it was robbed. */
    private void enterSoftAttending(Worker worker, Processor processor, long tick) {
        long now = tick;
        do {
            now = scheduler.attention.attend(worker, processor, now);
            if (now < 0) {
                worker.oldHolding = 0;
                return;
            }
        } while (!processor.enterCall(now));
        worker.oldHolding = processor.holding(now);
    }

    private void handOff(Worker worker, int kind) {
        worker.stats.handoffs[kind]++;
        worker.callKind = kind;
        worker.handedOff = true;
        long now = scheduler.clock.nanoTime();
        worker.callStart = now;
        long holding = worker.holdingOpaque();
        worker.oldHolding = Math.max(0, holding);
        if (holding > 0 && Processor.idOf(holding) >= 0) {
            worker.storage.countHandoff();
        }
        Pool pool = worker.pool;
        worker.unmarkBlocked();
        if (worker.fetching) {
            worker.countIdle();
            scheduler.release(worker);
        } else {
            worker.counted = Worker.BLOCKED;
            pool.counts.blockedBegun();
            scheduler.release(worker);
            growth.consider(pool);
        }
    }

    void exit(Worker worker) {
        int depth = worker.depth;
        if (depth > 1) {
            worker.depth = depth - 1;
        } else if (depth == 1) {
            if (worker.handedOff) {
                exitHard(worker);
            } else {
                exitSoft(worker);
            }
            worker.depth = 0; // last: hooks inside the wait above must not act
        }
    }

    private void exitSoft(Worker worker) {
        long old = worker.oldHolding;
        worker.oldHolding = 0;
        if (old != 0) {
            Processor processor = worker.processor;
            long tick = Processor.tickOf(old);
            if (processor.exitCall(tick)) {
                worker.setHoldingRelease(processor.holding(tick + 1));
                worker.retakesInRow[worker.callKind] = 0;
                return;
            }
            worker.blockedInTask = true;
        }
        int marked = worker.unmarkBlocked();
        if (marked != 0) {
            if (old != 0 && marked == Worker.STALLED) {
                learnLong(worker);
            }
            worker.pool.blockTimes.observe(worker.callKind, scheduler.clock.nanoTime() - worker.markedAt);
        }
        resume(worker, old);
    }

    private static void learnLong(Worker worker) {
        int kind = worker.callKind;
        if (worker.retakesInRow[kind] < LEARNED && ++worker.retakesInRow[kind] == LEARNED) {
            worker.pool.learned.set(kind, (byte) LEARNED);
        }
    }

    private void exitHard(Worker worker) {
        Pool pool = worker.pool;
        long old = worker.oldHolding;
        worker.oldHolding = 0;
        if (worker.counted == Worker.BLOCKED) { // an idle one is idle until it has a task: TaskBoundary
            worker.counted = Worker.RUNS;
            pool.counts.blockedEnded();
            long nanos = scheduler.clock.nanoTime() - worker.callStart;
            pool.blockTimes.observe(worker.callKind, nanos);
            worker.blockedInTask |= nanos >= SHORT_NANOS;
            if (nanos < SHORT_NANOS && worker.retakesInRow[worker.callKind] >= LEARNED) {
                worker.retakesInRow[worker.callKind] = 0;
                pool.learned.set(worker.callKind, (byte) 0);
            }
        }
        resume(worker, old);
    }

    /**
     * The worker is to run again: gets it a processor, or lets it run over-committed. Returns without one only in
     * pass-through, to a worker that is exempt, and to one that looks for a task, which stands in its pool's queue and
     * must not wait there.
     */
    void resume(Worker worker, long old) {
        World world = scheduler.world;
        while (worker.exempt == 0) {
            if (scheduler.passThrough()) {
                Scheduler.goWithout(worker);
                break;
            }
            if (!world.stopping()) {
                if ((tryResume(worker, old) && scheduler.attention.settled(worker)) || worker.fetching) {
                    break;
                }
            } else if (worker.fetching) {
                break;
            } else {
                world.awaitRestart(worker, scheduler.clock);
            }
        }
        world.returned(worker);
    }

    /** The worker will not need a processor for a while: the one it holds, or that is tied to it, goes to others. */
    void giveUp(Worker worker) {
        if (worker.depth == 0) {
            scheduler.release(worker);
            return;
        }
        long old = worker.oldHolding;
        if (old > 0 && Processor.idOf(old) >= 0) {
            Processor processor = scheduler.processors.get(Processor.idOf(old));
            long word = processor.state();
            if (Processor.tick(word) == Processor.tickOf(old) && scheduler.processors.retake(processor, word)) {
                scheduler.processorFreed();
            }
        }
    }

    /** False if it has no processor: somebody else needs it to stop, or it only looks for a task. */
    private boolean tryResume(Worker worker, long old) {
        if (scheduler.tryAcquire(worker, old)) {
            return true;
        }
        if (worker.fetching) {
            return false;
        }
        RuntimeConfig config = scheduler.config;
        long maxWait = config.strict() ? Handoff.LAST_LIMIT_NANOS : config.resumeMaxWaitNanos();
        return (maxWait != 0 && scheduler.handoff.await(worker, true, maxWait, false))
                || scheduler.overcommitUnlessPassThrough(worker);
    }
}
