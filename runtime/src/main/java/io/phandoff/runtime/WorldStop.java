// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;

/**
 * Stop-the-world and its restart.
 *
 * <p>Stopped means: every processor is STOPPED, no over-commit processor runs, and no worker runs that was robbed of its
 * processor; a worker in a blocking call may come out of it, and waits before it returns to the program. A thread that
 * does not pass a hook cannot be stopped (nor robbed into standing still), so there is a time limit.
 *
 * <pre>
 * owned    -> stopping  each look: IDLE, SYSCALL -> STOPPED; RUNNING is asked
 * stopping -> stopped   a look that finds nobody running
 * stopping -> owned     the limit: requests are withdrawn, STOPPED -> IDLE; says which worker would not stop
 * stopped  -> owned     after the action: STOPPED -> IDLE, who waits goes on
 * </pre>
 *
 * <p><b>Threads.</b> The world's owner; see {@link Operations}.
 *
 * <p><b>Invariants.</b> I1: what is still missing is found anew by each look, there is no counter that another operation
 * could meet (golang/go 10618). I2: the look that ends the stopping reads processors first and workers second: a worker
 * is marked as robbed before its word stops being RUNNING. I3: nobody who begins to run is missed: he writes his word,
 * then reads {@code stopping}; we have written that before the look ({@link World}).
 */
final class WorldStop {
    private final Scheduler scheduler;
    private final Operations operations;

    WorldStop(Scheduler scheduler, Operations operations) {
        this.scheduler = scheduler;
        this.operations = operations;
    }

    /**
     * Stops all other workers, runs the action, lets them go on.
     *
     * @param limitNanos how long to try at most, more than 0
     * @return null if it was done; else what is in the way, and nothing was done
     * @throws IllegalStateException if the action took so long that the workers were let go before its end
     */
    String stop(Runnable action, long limitNanos) {
        EventSink sink = Recording.sink();
        if (sink == null) {
            return stopUntold(action, limitNanos);
        }
        Object begun = sink.begin(EventSink.WORLD_STOP);
        String inTheWay = "the action failed";
        try {
            inTheWay = stopUntold(action, limitNanos);
            return inTheWay;
        } finally {
            sink.worldStopped(begun, inTheWay);
        }
    }

    private String stopUntold(Runnable action, long limitNanos) {
        Worker me = operations.begin();
        boolean kept;
        try {
            scheduler.world.beginStop(scheduler.clock, limitNanos);
            Processor own = operations.heldBy(me);
            boolean ownStopped = own != null && operations.stopOwn(me, own);
            String inTheWay = null;
            try {
                inTheWay = tryStop(me, limitNanos);
                if (inTheWay == null) {
                    action.run();
                }
            } finally {
                kept = scheduler.world.stopping();
                restart(me, ownStopped ? own : null);
            }
            if (inTheWay != null) {
                return inTheWay;
            }
        } finally {
            operations.end(me);
        }
        if (!kept) {
            throw new IllegalStateException("the world did not stay stopped: either the action took too long"
                    + " (expected: less than 10 s) or the runtime went pass-through");
        }
        return null;
    }

    private String tryStop(Worker me, long limitNanos) {
        long begin = scheduler.clock.nanoTime();
        while (true) {
            if (scheduler.passThrough()) {
                return "pass-through: no worker can be stopped";
            }
            Object running = running(me);
            if (running == null) {
                return null;
            }
            long elapsed = scheduler.clock.nanoTime() - begin;
            if (elapsed >= limitNanos) {
                return describe(running, elapsed);
            }
            scheduler.pauses.pause();
        }
    }

    private static String describe(Object running, long elapsed) {
        String who = running instanceof Worker worker
                ? "worker="
                        .concat(worker.thread.getName())
                        .concat(" state=")
                        .concat(worker.thread.getState().toString())
                : running.toString(); // on its way to its first holder
        return who.concat(" after-us=").concat(Long.toString(elapsed / 1000));
    }

    /**
     * One look: stops what can be stopped, asks the others. A worker that still runs, or a processor that is not stopped
     * and had no holder yet: somebody has it in transit, and may give it back. Null if there is neither.
     */
    private Object running(Worker me) {
        Object running = null;
        for (int id = 0; id < scheduler.processors.count(); id++) {
            Processor processor = scheduler.processors.get(id);
            if (!stopOrAsk(processor)) {
                Object holder = processor.holderOpaque();
                running = holder != null ? holder : processor;
            }
        }
        return running != null ? running : runningBeyond(me);
    }

    private boolean stopOrAsk(Processor processor) {
        while (true) {
            long word = processor.state();
            int status = Processor.status(word);
            if (status == Processor.STOPPED) {
                return true;
            }
            if (status == Processor.RUNNING) {
                if (Processor.ask(word) != Processor.NOTHING || processor.ask(word, Processor.STOP)) {
                    return false;
                }
            } else if (operations.stop(processor, word)) {
                return true;
            } else if (Processor.status(processor.state()) == Processor.SEIZED) {
                return false; // about to become idle
            }
        }
    }

    /** A worker that runs on no processor of the fixed set, null if there is none. */
    private Worker runningBeyond(Worker me) {
        for (Worker worker : scheduler.workers.all()) {
            if (worker == me) {
                continue;
            }
            long word = worker.overcommit.state();
            if (Processor.status(word) == Processor.RUNNING) {
                worker.overcommit.ask(word, Processor.STOP);
                return worker;
            }
            if (worker.holdingOpaque() == Worker.STRAYED) {
                return worker;
            }
        }
        return null;
    }

    private void restart(Worker me, Processor own) {
        for (int id = 0; id < scheduler.processors.count(); id++) {
            Processor processor = scheduler.processors.get(id);
            if (processor == own) {
                operations.resumeOwn(me, own);
            } else {
                restart(processor);
            }
        }
        for (Worker worker : scheduler.workers.all()) {
            worker.overcommit.withdraw(worker.overcommit.state());
        }
        scheduler.world.endStop();
    }

    private void restart(Processor processor) {
        while (true) {
            long word = processor.state();
            int status = Processor.status(word);
            if (status == Processor.STOPPED) {
                scheduler.processors.restart(processor, Processor.tick(word));
            }
            if (status == Processor.STOPPED || status == Processor.IDLE) {
                scheduler.processorFreed(); // its worker, asked to stop, has woken nobody
                return;
            }
            if (Processor.ask(word) != Processor.STOP || processor.withdraw(word)) {
                return;
            }
        }
    }
}
