// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;

/**
 * Changes the number of processors while everything runs (Go's procresize).
 *
 * <p>Growing adds idle processors. Shrinking takes those that are too many out of whatever they are in: idle or in a soft
 * call at once; a running holder is robbed and goes on beyond the fixed set until its next hook, where it finds another.
 * The world is not stopped for it: each processor's word says by itself whose it is.
 *
 * <p><b>Threads.</b> The world's owner; see {@link Operations}.
 *
 * <p><b>Invariants</b> (design I5, Go's 4598c23). I1: a worker that resizes and holds a processor that is to go moves to
 * Processor 0 before its own is destroyed; whoever held that is robbed in its place. I2: what is stored with a processor
 * is flushed before it is dead, on a thread that runs on a live one. I3: the number is lowered last, when all beyond it
 * are dead. I4: a processor on its way to a waiter cannot be taken; it is asked for, and looked at again (design I6).
 *
 * <p><b>Rejected.</b> To stop the world first, as Go must: a resize then takes as long as the longest way to the next hook,
 * and fails where a thread stalls.
 */
final class Resizer {
    private final Scheduler scheduler;
    private final Operations operations;
    private final Housekeeper housekeeper;
    /** Whether somebody has said a number; written by the world's owner. */
    private volatile boolean byHand;

    Resizer(Scheduler scheduler, Operations operations, Housekeeper housekeeper) {
        this.scheduler = scheduler;
        this.operations = operations;
        this.housekeeper = housekeeper;
        byHand = !scheduler.config.followCpus();
    }

    /** Sets the number of processors by hand: it does not follow the CPUs any more. */
    void resize(int to) {
        if (to < 1 || to > RuntimeConfig.MAX_PROCESSORS) {
            throw new IllegalArgumentException("number of processors out of range: processors="
                    .concat(Integer.toString(to))
                    .concat(" (expected: 1..1024)"));
        }
        resize(to, true);
    }

    /** Sets the number of processors to what the CPUs say, unless it was set by hand. */
    void follow(int to) {
        resize(Math.max(1, Math.min(to, RuntimeConfig.MAX_PROCESSORS)), false);
    }

    /** Whether {@link #follow} has an effect. */
    boolean follows() {
        return !byHand;
    }

    /** From now on {@link #follow} counts again. */
    void forgetByHand() {
        Worker worker = operations.begin();
        byHand = false;
        operations.end(worker);
        follow(housekeeper.cpus());
        housekeeper.wake();
    }

    private void resize(int to, boolean hand) {
        Worker worker = operations.begin();
        int from = scheduler.processors.count();
        Object begun = null;
        try {
            if (byHand && !hand) {
                return;
            }
            begun = to == from ? null : Recording.begin(EventSink.RESIZE);
            byHand = hand;
            if (to > from) {
                scheduler.processors.grow(to);
                for (int i = from; i < to; i++) {
                    scheduler.processorFreed();
                }
            } else if (to < from) {
                shrink(worker, to, from);
            }
        } finally {
            operations.end(worker);
            tell(begun, from, to);
        }
        if (to != from && hand) {
            housekeeper.wake();
        }
    }

    private static void tell(Object begun, int from, int to) {
        EventSink sink = Recording.sink();
        if (begun != null && sink != null) {
            sink.resized(begun, from, to);
        }
    }

    private void shrink(Worker worker, int to, int from) {
        Processor own = operations.heldBy(worker);
        if (own != null && own.id() >= to) {
            moveToFirst(worker, own);
        }
        while (!allDead(to, from)) {
            scheduler.pauses.pause();
        }
        scheduler.processors.trim(to);
    }

    private boolean allDead(int to, int from) {
        boolean all = true;
        for (int id = to; id < from; id++) {
            all &= destroy(scheduler.processors.get(id));
        }
        return all;
    }

    /** Destroys a processor if it can be had at this moment. */
    private boolean destroy(Processor processor) {
        long word = processor.state();
        if (Processor.status(word) == Processor.DEAD) {
            return true;
        }
        if (!tryTake(processor, word)) {
            return false;
        }
        destroyInHands(processor, Processor.tick(word));
        return true;
    }

    /** Takes a processor out of whatever it is in; false if it has just changed or is in transit: then it is asked for. */
    private boolean tryTake(Processor processor, long word) {
        if (Processor.status(word) != Processor.RUNNING) {
            return operations.stop(processor, word);
        }
        if (scheduler.seizeRunning(processor, word)) {
            return true;
        }
        processor.ask(word, Processor.GIVE_UP);
        return false;
    }

    private void destroyInHands(Processor processor, long tick) {
        scheduler.flush(processor.storage());
        processor.destroy(tick);
    }

    /** Moves a worker to Processor 0, whoever has that, and destroys the one it had. */
    private void moveToFirst(Worker worker, Processor own) {
        Processor first = scheduler.processors.get(0);
        long tick = takeFirst(first);
        if (!operations.stopOwn(worker, own)) {
            scheduler.processors.restart(first, tick); // robbed in this moment: it runs beyond the fixed set
            scheduler.processorFreed();
            return;
        }
        first.resume(tick);
        long ownTick = Processor.tick(own.state());
        scheduler.take(worker, first, tick + 1);
        destroyInHands(own, ownTick);
    }

    private long takeFirst(Processor first) {
        while (true) {
            long word = first.state();
            if (tryTake(first, word)) {
                return Processor.tick(word);
            }
            scheduler.pauses.pause();
        }
    }
}
