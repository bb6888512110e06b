// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;

/**
 * What all operations on all processors begin and end with: the calling thread becomes the world's owner, and if it is a
 * worker, its own processor is taken care of first.
 *
 * <p><b>Threads.</b> The one that asks for the operation: a worker or any other thread. While it owns the world a worker's
 * {@code depth} is raised, so that no hook releases its processor under it.
 */
final class Operations {
    private final Scheduler scheduler;
    private final BlockingCalls calls;

    Operations(Scheduler scheduler, BlockingCalls calls) {
        this.scheduler = scheduler;
        this.calls = calls;
    }

    /**
     * Becomes the owner; waits for its turn without a processor.
     *
     * @return the calling worker, null if the thread is not managed
     * @throws IllegalStateException if called from within an operation: from its action or a safe-point function
     */
    Worker begin() {
        Worker worker = scheduler.workers.get(Thread.currentThread());
        if (scheduler.world.ownedByMe() || (worker != null && worker.inSafePoint)) {
            throw new IllegalStateException("operation on all processors within another: thread="
                    .concat(Thread.currentThread().getName())
                    .concat(" (expected: neither in a safe-point function nor while the world is stopped)"));
        }
        if (!scheduler.world.tryBegin()) {
            beginWaiting(worker);
        }
        begun(worker);
        return worker;
    }

    /** As {@link #begin}, but only if nobody else is the owner and no operation is on; else false. */
    boolean tryBegin(Worker worker) {
        if ((worker != null && worker.inSafePoint) || !scheduler.world.tryBegin()) {
            return false;
        }
        begun(worker);
        return true;
    }

    private void begun(Worker worker) {
        if (worker != null) {
            worker.depth++;
        }
        scheduler.pauses.reset();
    }

    private void beginWaiting(Worker worker) {
        if (worker == null) {
            scheduler.world.begin();
            return;
        }
        calls.enterHard(worker, CallKind.OTHER);
        try {
            scheduler.world.begin();
        } finally {
            calls.exit(worker);
        }
    }

    /** No longer the owner. */
    void end(Worker worker) {
        scheduler.pauses.restoreInterrupt(); // before the next owner uses them
        scheduler.world.end();
        if (worker != null) {
            worker.depth--;
        }
    }

    /** The processor of the fixed set that a worker holds, null if it has none or is null itself. */
    Processor heldBy(Worker worker) {
        long holding = worker == null ? 0 : worker.holdingOpaque();
        return holding <= 0 || Processor.idOf(holding) < 0 ? null : worker.processor;
    }

    /** The owner takes the processor that it holds itself into its hands. False if it was robbed of it just now. */
    boolean stopOwn(Worker worker, Processor own) {
        long tick = Processor.tickOf(worker.holdingOpaque());
        long endedAt = Recording.now(scheduler.clock);
        worker.setHoldingRelease(0);
        for (long word = own.state();
                Processor.tick(word) == tick && Processor.status(word) == Processor.RUNNING;
                word = own.state()) {
            if (own.stop(word)) {
                Recording.ran(worker, own, worker.takenAt, endedAt, EventSink.ASKED);
                return true;
            }
        }
        scheduler.attention.strayed(worker);
        worker.setHoldingRelease(Worker.STRAYED);
        return false;
    }

    /** Undoes {@link #stopOwn}. */
    void resumeOwn(Worker worker, Processor own) {
        long tick = Processor.tick(own.state());
        if (worker.exempt != 0) { // since the operation has begun
            scheduler.processors.restart(own, tick);
            scheduler.processorFreed();
            return;
        }
        own.resume(tick);
        scheduler.take(worker, own, tick + 1);
    }

    /** The owner takes a processor into its hands that is idle or in a soft call; false if its word has changed. */
    boolean stop(Processor processor, long word) {
        Worker inCall = Processor.status(word) == Processor.SYSCALL && processor.holderOpaque() instanceof Worker holder
                ? holder
                : null;
        long takenAt = inCall == null ? 0 : inCall.takenAt;
        // before: see Worker#markBlocked
        boolean marked = inCall != null && inCall.markBlocked(scheduler.clock.nanoTime(), Worker.PASSED_BY);
        if (scheduler.processors.stop(processor, word)) {
            if (inCall != null) {
                Recording.ran(inCall, processor, takenAt, Recording.now(scheduler.clock), EventSink.ASKED);
            }
            return true;
        }
        if (marked) {
            inCall.unmarkBlocked();
        }
        return false;
    }
}
