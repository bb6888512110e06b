// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.LocalStorage;
import io.phandoff.runtime.token.Processor;

/**
 * What a worker does when its processor could not be published: something is asked of it, or it was taken by force. The
 * slow side of every hook.
 *
 * <p><b>Threads.</b> The worker itself, which has cleared {@code holding} before.
 *
 * <pre>
 * asked for    does
 * SAFE_POINT   RUNNING -> SEIZED, the function, SEIZED -> RUNNING: still its own, as holding t+1
 * STOP         RUNNING -> IDLE; the world's owner takes it from there, somebody who is faster is asked in turn
 * GIVE_UP      the same
 * nothing      taken by force: what was stored with it is still this worker's, and is flushed
 * </pre>
 *
 * <p><b>Invariants.</b> I1: the function runs before the processor is published and while nobody else can have it (design
 * I2). I2: nothing here waits for another thread; whoever must wait does so at the exit of its call.
 */
final class Attention {
    private final Scheduler scheduler;
    private final World world;
    private final Pauses pauses;

    Attention(Scheduler scheduler, World world, Pauses pauses) {
        this.scheduler = scheduler;
        this.world = world;
        this.pauses = pauses;
    }

    /**
     * Does what is asked.
     *
     * @param tick that of the holding, whose word did not let itself be changed
     * @return the tick of the holding that the worker has now, on the same processor; -1 if it has none any more
     */
    long attend(Worker worker, Processor processor, long tick) {
        while (true) {
            long word = processor.state();
            if (Processor.tick(word) != tick || Processor.status(word) != Processor.RUNNING) {
                flushRobbed(worker);
                return -1;
            }
            switch (Processor.ask(word)) {
                case Processor.SAFE_POINT -> {
                    if (processor.seize(word)) { // not STOPPED: a stop that follows at once must not count it
                        run(worker, processor);
                        processor.resume(tick);
                        return tick + 1;
                    }
                }
                case Processor.STOP, Processor.GIVE_UP -> {
                    if (processor.overcommit()
                            ? endOvercommit(worker, processor, word)
                            : giveUp(worker, processor, word)) {
                        pauses.wake();
                        return -1;
                    }
                }
                default -> {
                    return tick; // taken back in the meantime
                }
            }
        }
    }

    private boolean giveUp(Worker worker, Processor processor, long word) {
        long endedAt = Recording.now(scheduler.clock);
        if (scheduler.passThrough()) {
            scheduler.flush(processor.storage());
        }
        if (!scheduler.processors.yieldAsked(processor, word)) {
            return false;
        }
        Recording.ran(worker, processor, worker.takenAt, endedAt, EventSink.ASKED);
        if (!world.stopping()) { // else no waiter may run before the restart, which wakes one for each idle processor
            scheduler.processorFreed();
        }
        return true;
    }

    /** A worker that finds out that it was robbed of its processor. */
    void strayed(Worker worker) {
        worker.setHoldingRelease(0);
        scheduler.overcommitSlots.leave(worker);
        flushRobbed(worker);
    }

    private void flushRobbed(Worker worker) {
        LocalStorage storage = worker.storage;
        if (storage != null) {
            worker.storage = null;
            scheduler.flush(storage);
        }
    }

    private boolean endOvercommit(Worker worker, Processor processor, long word) {
        if (!processor.yieldAsked(word)) {
            return false;
        }
        LocalKey.flush(processor.storage());
        scheduler.overcommitEnded(worker);
        return true;
    }

    /** Hooks inside the function must not act: the worker is between holding and not holding. */
    private void run(Worker worker, Processor processor) {
        int depth = worker.depth;
        worker.depth = depth + 1;
        worker.inSafePoint = true;
        try {
            world.safePoint().run(processor);
        } finally {
            worker.inSafePoint = false;
            worker.depth = depth;
        }
    }

    /**
     * A worker that keeps its processor looks whether something is asked of it, at a task boundary or when it has just
     * got one.
     *
     * @return false if it has lost it by this, to a stop or a resize
     */
    boolean settled(Worker worker) {
        long holding = worker.holdingOpaque();
        if (holding <= 0) {
            return true;
        }
        Processor processor = worker.processor;
        long tick = Processor.tickOf(holding);
        long word = processor.state();
        if (Processor.ask(word) == Processor.NOTHING && Processor.tick(word) == tick) {
            return true;
        }
        if (!worker.clearHolding(holding)) { // a CAS: the same holding may be put back below
            strayed(worker);
            return false;
        }
        long now = attend(worker, processor, tick);
        if (now < 0) {
            return false;
        }
        worker.setHoldingRelease(processor.holding(now));
        return true;
    }
}
