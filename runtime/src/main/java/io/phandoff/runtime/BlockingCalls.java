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
 * <p><b>Soft or hard by experience.</b> A soft call of a kind that has lasted long for this worker is handed off at once:
 * {@link Experience}.
 *
 * <p><b>Time.</b> The clock is read in calls that are handed off or retaken, and in every {@link #SAMPLE}th of the others.
 *
 * <p><b>Observe mode.</b> Nobody holds anything, and every call, soft ones too, is timed and counted as blocked.
 *
 * <p>An over-commit processor is never tied: it is of use to nobody else, and while it counts as running it keeps a pool
 * from growing.
 */
final class BlockingCalls {
    /** Of so many soft calls that keep their processor one is timed; a power of two. */
    static final int SAMPLE = 64;

    private final Scheduler scheduler;
    private final Growth growth;

    BlockingCalls(Scheduler scheduler, Growth growth) {
        this.scheduler = scheduler;
        this.growth = growth;
    }

    @DontInline
    void enterHard(Worker worker, int kind) {
        if (worker.depth++ == 0) {
            handOff(worker, kind);
        }
    }

    @DontInline
    void enterSoft(Worker worker, int kind) {
        if (worker.depth++ != 0) {
            return;
        }
        long holding = worker.holdingOpaque();
        if (worker.experience.handsOff(kind) || (holding > 0 && Processor.idOf(holding) < 0)) {
            handOff(worker, kind);
            return;
        }
        if ((++worker.stats.softCalls[kind] & (SAMPLE - 1)) == 0) {
            worker.sampledAt = scheduler.clock.nanoTime();
        }
        worker.callKind = kind;
        worker.handedOff = false;
        worker.oldHolding = holding;
        if (holding > 0) {
            worker.setHoldingRelease(0);
            Processor processor = worker.processor;
            if (!processor.enterCall(Processor.tickOf(holding))) {
                enterSoftAttending(worker, processor, Processor.tickOf(holding));
            }
        } else if (scheduler.observing()) {
            leave(worker, kind);
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
        leave(worker, kind);
    }

    @DontInline
    private void leave(Worker worker, int kind) {
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
        } else if (worker.inReserve) {
            scheduler.release(worker);
        } else {
            worker.counted = Worker.BLOCKED;
            pool.counts.blockedBegun();
            if (holding > 0) {
                worker.begun = Recording.begin(EventSink.HANDOFF);
            }
            scheduler.release(worker);
            if (worker.compensation == null || !worker.compensation.isByPool()) {
                growth.consider(pool);
            }
        }
    }

    /** Calls that begin from here on count as nested and do not act. */
    static void enterUngated(Worker worker) {
        if (worker.ungated++ == 0) {
            worker.depthBeforeUngated = worker.depth;
        }
        worker.depth++;
    }

    /**
     * Waits for nothing and takes nothing: a worker that was robbed meanwhile finds out at its next call. Calls that were not
     * paired in between are forgotten.
     */
    static void exitUngated(Worker worker) {
        if (worker.ungated > 0) {
            worker.depth = --worker.ungated == 0 ? worker.depthBeforeUngated : worker.depth - 1;
        }
    }

    @DontInline
    void exit(Worker worker) {
        int depth = worker.depth;
        if (depth > 1) {
            worker.depth = depth - 1;
        } else if (depth == 1 && worker.ungated == 0) {
            if (worker.waitsOn != null) {
                worker.waitsOn = null;
            }
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
                worker.experience.kept(worker.callKind);
                if (worker.sampledAt != 0) {
                    sampled(worker);
                }
                return;
            }
        }
        worker.sampledAt = 0; // what is retaken is timed anyway
        int marked = worker.unmarkBlocked();
        if (marked != 0) {
            int kind = worker.callKind;
            long nanos = scheduler.clock.nanoTime() - worker.markedAt;
            if (old != 0 && marked == Worker.STALLED) {
                worker.experience.retaken(kind, nanos, worker.pool.learned);
            }
            worker.pool.blockTimes.observe(kind, nanos);
            worker.stats.blockedNanos[kind] += nanos;
        }
        resume(worker, old);
    }

    private void sampled(Worker worker) {
        worker.stats.blockedNanos[worker.callKind] += (scheduler.clock.nanoTime() - worker.sampledAt) * SAMPLE;
        worker.sampledAt = 0;
    }

    @DontInline
    private void exitHard(Worker worker) {
        Pool pool = worker.pool;
        long old = worker.oldHolding;
        worker.oldHolding = 0;
        worker.sampledAt = 0;
        boolean blocked = worker.counted == Worker.BLOCKED;
        long nanos = blocked || scheduler.observing() ? scheduler.clock.nanoTime() - worker.callStart : 0;
        if (worker.begun != null) {
            Recording.handedOff(worker, old);
        }
        if (blocked) { // an idle one is idle until it has a task: TaskBoundary
            int kind = worker.callKind;
            worker.counted = Worker.RUNS;
            worker.blockedEnded();
            pool.blockTimes.observe(kind, nanos);
            worker.stats.blockedNanos[kind] += nanos;
            worker.experience.lasted(kind, nanos, pool.learned);
        }
        worker.awayNanos += nanos;
        resume(worker, old);
    }

    /**
     * The worker is to run again: gets it a processor, or lets it run over-committed. Returns without one only in
     * pass-through, to a worker that is exempt, and to one that looks for a task, which stands in its pool's queue and
     * must not wait there.
     */
    @DontInline
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
            long endedAt = Recording.now(scheduler.clock);
            if (Processor.tick(word) == Processor.tickOf(old) && scheduler.processors.retake(processor, word)) {
                Recording.ran(worker, processor, worker.takenAt, endedAt, EventSink.RELEASED);
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
