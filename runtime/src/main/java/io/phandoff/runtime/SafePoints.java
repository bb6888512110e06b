// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;

/**
 * Runs a function once on every processor, without stopping the others (Go's forEachP).
 *
 * <p>The owner runs it itself on processors that are idle or in a soft call, before anybody can have them; a running worker
 * is asked and runs it at its next hook or task boundary; one that is blocked where no hook is, or computes for longer
 * than two slices, is robbed of its processor, as sysmon would do, and the owner runs it.
 *
 * <p><b>Threads.</b> The world's owner; see {@link Operations}.
 *
 * <p><b>Invariants.</b> I1: exactly once a processor, on one that is in its hands only ({@link Processor} I1). I2: every look
 * goes over all words (design I7): a worker may publish its processor between the look and the request. I3: it ends only
 * when no word carries the request and nobody runs the function.
 */
final class SafePoints {
    /** Pauses before a holder's thread state is asked for: most come by themselves. */
    static final int PAUSES_BEFORE_STATES = 32;
    /** Pauses after which one that need not reach all stops: less than a millisecond. */
    static final int PATIENCE = 64;

    private final Scheduler scheduler;
    private final Operations operations;
    private final Sysmon.ThreadStates states;

    SafePoints(Scheduler scheduler, Operations operations, Sysmon.ThreadStates states) {
        this.scheduler = scheduler;
        this.operations = operations;
        this.states = states;
    }

    /**
     * Returns when every processor has run the function, whatever their holders do.
     *
     * @throws IllegalStateException if the function threw something, which is then the cause
     */
    void forEach(SafePoint.Function function) {
        Worker worker = operations.begin();
        SafePoint safePoint;
        try {
            safePoint = run(worker, function, true);
        } finally {
            operations.end(worker);
        }
        if (safePoint.failure() != null) {
            throw new IllegalStateException("safe-point function failed", safePoint.failure());
        }
    }

    /**
     * Runs the function on as many processors as come by within a moment, and takes none from its worker for it; does nothing
     * if another operation is on.
     */
    void forMost(SafePoint.Function function) {
        Worker worker = scheduler.workers.get(Thread.currentThread());
        if (!operations.tryBegin(worker)) {
            return;
        }
        try {
            run(worker, function, false);
        } finally {
            operations.end(worker);
        }
    }

    private SafePoint run(Worker worker, SafePoint.Function function, boolean all) {
        SafePoint safePoint = new SafePoint(function, scheduler.processors.count(), scheduler.pauses);
        scheduler.world.setSafePoint(safePoint);
        runOnOwn(worker, safePoint);
        long begin = scheduler.clock.nanoTime();
        while (safePoint.left() > 0 && (all || scheduler.pauses.rounds() < PATIENCE)) {
            long elapsed = scheduler.clock.nanoTime() - begin;
            for (int id = 0; id < scheduler.processors.count(); id++) {
                look(safePoint, scheduler.processors.get(id), all, elapsed);
            }
            if (safePoint.left() > 0) {
                scheduler.pauses.pause();
            }
        }
        withdraw();
        scheduler.world.setSafePoint(null);
        return safePoint;
    }

    private void runOnOwn(Worker worker, SafePoint safePoint) {
        Processor own = operations.heldBy(worker);
        if (own != null && operations.stopOwn(worker, own)) {
            safePoint.run(own);
            operations.resumeOwn(worker, own);
        }
    }

    private void look(SafePoint safePoint, Processor processor, boolean all, long elapsed) {
        long word = processor.state();
        if (safePoint.ran(processor.id())) {
            return; // asked after the word was read: a run since then has changed the word
        }
        switch (Processor.status(word)) {
            case Processor.IDLE, Processor.SYSCALL -> {
                boolean disturbs = Processor.status(word) == Processor.SYSCALL;
                if ((all || !disturbs) && operations.stop(processor, word)) {
                    runInHands(safePoint, processor, Processor.tick(word));
                }
            }
            case Processor.RUNNING -> {
                if (Processor.ask(word) == Processor.NOTHING) {
                    processor.ask(word, Processor.SAFE_POINT);
                } else if (all && mustBeSeized(processor, elapsed) && scheduler.seizeRunning(processor, word)) {
                    runInHands(safePoint, processor, Processor.tick(word));
                }
            }
            default -> {} // in somebody's hands, who runs it or lets go of it at once
        }
    }

    private void runInHands(SafePoint safePoint, Processor processor, long tick) {
        safePoint.run(processor);
        scheduler.processors.restart(processor, tick);
        scheduler.processorFreed();
    }

    private boolean mustBeSeized(Processor processor, long elapsed) {
        if (scheduler.pauses.rounds() < PAUSES_BEFORE_STATES || !(processor.holderOpaque() instanceof Worker holder)) {
            return false;
        }
        return elapsed > 2 * scheduler.config.sliceNanos() || states.of(holder.thread) != Thread.State.RUNNABLE;
    }

    /** Takes back what was asked in vain, or once too often; who is at it now is waited for. */
    private void withdraw() {
        for (int id = 0; id < scheduler.processors.count(); id++) {
            Processor processor = scheduler.processors.get(id);
            while (true) {
                long word = processor.state();
                if (Processor.status(word) == Processor.SEIZED) {
                    scheduler.pauses.pause();
                } else if (Processor.ask(word) != Processor.SAFE_POINT || processor.withdraw(word)) {
                    break;
                }
            }
        }
    }
}
