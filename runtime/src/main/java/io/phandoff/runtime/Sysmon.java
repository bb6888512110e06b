// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Retakes processors from workers that stalled without saying so, while somebody needs one.
 *
 * <p>Nobody waits and no pool is pressed: it sleeps without a timer. Otherwise it looks every 20 us (some 75 us on
 * Linux), and after eight looks in vain less and less often, down to once a millisecond; who begins to wait in the middle
 * of a task makes it look at once, and closely again. (With Go's fifty looks a pressed pool cost 3.7 % of a CPU.)
 *
 * <table>
 * <caption>What it sees and does</caption>
 * <tr><td>SYSCALL, the same in two looks</td><td>retake, "in-call"</td></tr>
 * <tr><td>RUNNING, thread BLOCKED</td><td>retake at once, "monitor"</td></tr>
 * <tr><td>RUNNING, thread WAITING or TIMED_WAITING</td><td>retake at once, "waiting": a call no hook caught</td></tr>
 * <tr><td>RUNNING, RUNNABLE, in native, no CPU used for 1 ms</td><td>retake, "native"</td></tr>
 * <tr><td>RUNNING, RUNNABLE, no CPU used for 10 ms</td><td>retake, "stalled": class initialisation, page fault</td></tr>
 * <tr><td>RUNNING for a slice since somebody waits, soft calls included</td><td>asked to give way at its next task boundary</td></tr>
 * <tr><td>RUNNING for two slices</td><td>retake, "slice": it runs on over-committed</td></tr>
 * </table>
 *
 * <p><b>Threads.</b> The sysmon thread only; the counters may be read by any.
 *
 * <p><b>Invariants.</b> I1: a running holder loses its field before its token (Worker I1); what is
 * stored with the token stays with the holder. I2: what it retakes is counted
 * idle and offered to a waiter at once. I3: it calls nothing of the program and takes no lock that a hook takes.
 */
final class Sysmon implements RuntimeThread.Step {
    static final int IN_CALL = 0;
    static final int MONITOR = 1;
    static final int WAITING = 2;
    static final int NATIVE = 3;
    static final int STALLED = 4;
    static final int SLICE = 5;
    static final int CAUSES = 6;

    static final long TICK_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
    static final long MAX_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    static final int LOOKS_BEFORE_BACKOFF = 8;
    static final long NATIVE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    static final long STALLED_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Scheduler scheduler;
    private final Growth growth;
    private final ThreadProbe probe;
    private final ThreadStates states;
    private Watch[] watches = {};
    private final AtomicLongArray retakes = new AtomicLongArray(CAUSES);
    private final AtomicLong looks = new AtomicLong();
    private int futile;
    private boolean calm = true;
    private boolean resumingBefore;
    private long nextOvercommitLook;

    /** Asks for a thread's state; injected for tests. */
    interface ThreadStates {
        /** The state of a thread now. */
        Thread.State of(Thread thread);
    }

    /** What was seen of one processor. */
    private static final class Watch {
        long word = -1;
        long since;
        Worker holder;
        long takes;
        long heldSince;
        long cpu = -1;
        long cpuSince;

        /** A slice is of one holder's, however many soft calls it makes meanwhile (Go's schedtick, apart from syscalltick). */
        void holds(Worker worker, long now) {
            long taken = worker.takes;
            if (holder != worker || takes != taken) {
                holder = worker;
                takes = taken;
                heldSince = now;
            }
        }

        void begin(long newWord, long now) {
            word = newWord;
            since = now;
            cpu = -1;
        }
    }

    Sysmon(Scheduler scheduler, Growth growth, ThreadProbe probe, ThreadStates states) {
        this.scheduler = scheduler;
        this.growth = growth;
        this.probe = probe;
        this.states = states;
    }

    long retakes(int cause) {
        return retakes.get(cause);
    }

    long looks() {
        return looks.get();
    }

    @Override
    public long runOnce(long now) {
        boolean waiting = !scheduler.waits.isEmpty();
        if (scheduler.passThrough() || (!waiting && !growth.pressure())) {
            calm = true;
            return FOREVER;
        }
        if (calm) {
            calm = false;
            futile = 0;
            for (Watch watch : watches) {
                watch.word = -1; // what was seen before the calm says nothing about now
                watch.holder = null;
            }
        }
        boolean resuming = scheduler.waits.resuming() > 0;
        if (resuming && !resumingBefore) {
            futile = 0; // somebody in the middle of a task has begun to wait: look closely again
        }
        resumingBefore = resuming;
        looks.lazySet(looks.get() + 1);
        int retaken = 0;
        int processors = scheduler.processors.count();
        watch(processors);
        for (int i = 0; i < processors; i++) {
            if (look(scheduler.processors.get(i), watches[i], now)) {
                retaken++;
            }
        }
        if (waiting && scheduler.processors.mayHaveIdle()) {
            scheduler.processorFreed(); // nobody should need this: see Scheduler I2
        }
        if (!scheduler.config.strict() && scheduler.waits.starting() > 0) {
            lookAtGates(now);
        }
        if (scheduler.overcommitted.get() > 0 && now - nextOvercommitLook >= 0) {
            nextOvercommitLook = now + scheduler.config.sliceNanos();
            lookAtOvercommitted(now);
        }
        futile = retaken > 0 ? 0 : futile + 1;
        if (!resuming && !growth.pressure()) {
            return MAX_TICK_NANOS; // who waits holds neither a task nor a lock
        }
        int doublings = Math.max(0, futile - LOOKS_BEFORE_BACKOFF);
        return doublings > 6 ? MAX_TICK_NANOS : Math.min(MAX_TICK_NANOS, TICK_NANOS << doublings);
    }

    private void watch(int processors) {
        if (watches.length < processors) {
            int watched = watches.length;
            watches = Arrays.copyOf(watches, processors);
            for (int i = watched; i < processors; i++) {
                watches[i] = new Watch();
            }
        }
    }

    private boolean look(Processor processor, Watch watch, long now) {
        long word = processor.state();
        int status = Processor.status(word);
        boolean seenBefore = watch.word == word;
        if (!seenBefore) {
            watch.begin(word, now);
        }
        if (status == Processor.IDLE
                || status > Processor.SYSCALL
                || !(processor.holderOpaque() instanceof Worker worker)) {
            return false;
        }
        watch.holds(worker, now);
        if (status == Processor.SYSCALL) {
            return seenBefore
                    ? retakeInCall(processor, word, worker, IN_CALL, Worker.STALLED, now)
                    : outOfSlice(watch, now) && retakeInCall(processor, word, worker, SLICE, Worker.PASSED_BY, now);
        }
        return switch (states.of(worker.thread)) {
            case BLOCKED -> retakeRunning(processor, word, worker, MONITOR, now);
            case WAITING, TIMED_WAITING -> retakeRunning(processor, word, worker, WAITING, now);
            default ->
                (seenBefore && lookAtRunnable(processor, watch, worker, now))
                        || lookAtSlice(processor, watch, worker, now);
        };
    }

    private boolean outOfSlice(Watch watch, long now) {
        return now - watch.heldSince >= 2 * scheduler.config.sliceNanos() && !scheduler.waits.isEmpty();
    }

    private boolean lookAtSlice(Processor processor, Watch watch, Worker worker, long now) {
        if (now - watch.heldSince >= scheduler.config.sliceNanos() && !scheduler.waits.isEmpty()) {
            worker.setYieldRequestedOpaque(true);
        }
        return outOfSlice(watch, now) && retakeRunning(processor, watch.word, worker, SLICE, now);
    }

    private boolean lookAtRunnable(Processor processor, Watch watch, Worker worker, long now) {
        long ran = now - watch.since;
        if (ran < NATIVE_NANOS) {
            return false;
        }
        if (watch.cpu < 0) {
            watch.cpu = probe.cpuTimeNanos(worker.thread);
            watch.cpuSince = now;
        } else if (now - watch.cpuSince >= NATIVE_NANOS) {
            long elapsed = now - watch.cpuSince;
            if (probe.cpuTimeNanos(worker.thread) - watch.cpu > elapsed / 10) {
                watch.cpu = -1; // it uses the CPU: begin a new measurement at the next look
            } else if (probe.inNative(worker.thread)) {
                return retakeRunning(processor, watch.word, worker, NATIVE, now);
            } else if (elapsed >= STALLED_NANOS) {
                return retakeRunning(processor, watch.word, worker, STALLED, now);
            }
        }
        return false;
    }

    private boolean retakeInCall(Processor processor, long word, Worker worker, int cause, int how, long now) {
        boolean marked =
                worker.markBlocked(now, how); // before, so that the worker finds it when it has lost its processor
        if (!scheduler.processors.retake(processor, word)) {
            unmark(worker, marked);
            return false;
        }
        retaken(worker, cause, marked);
        return true;
    }

    private boolean retakeRunning(Processor processor, long word, Worker worker, int cause, long now) {
        boolean marked = (cause == WAITING || cause == NATIVE) && worker.markBlocked(now, Worker.STALLED);
        if (!scheduler.seizeRunning(processor, word)) {
            unmark(worker, marked);
            return false; // it has just moved on by itself
        }
        scheduler.processors.restart(processor, Processor.tick(word));
        retaken(worker, cause, marked);
        return true;
    }

    private static void unmark(Worker worker, boolean marked) {
        if (marked) {
            worker.unmarkBlocked();
        }
    }

    private void retaken(Worker worker, int cause, boolean newlyBlocked) {
        retakes.lazySet(cause, retakes.get(cause) + 1);
        if (newlyBlocked) {
            growth.consider(worker.pool);
        }
        scheduler.processorFreed();
    }

    /**
     * A pool whose workers wait between two tasks always has somebody who runs, and lets one more go on for each slice in
     * which none of them was served: other pools, or its own returning workers, must not shut them out.
     */
    private void lookAtGates(long now) {
        for (Pool pool : scheduler.waits.pools().table()) {
            int waiting = pool == null ? 0 : pool.gate.waiting();
            if (waiting == 0) {
                continue;
            }
            Gate gate = pool.gate;
            if (gate.ended() != gate.endedSeen) {
                gate.endedSeen = gate.ended();
                gate.endedSince = now;
            }
            long word = pool.counts.word();
            int running = PoolCounts.threads(word) - PoolCounts.blocked(word) - PoolCounts.idle(word) - waiting;
            if (running <= 0 || now - gate.endedSince >= scheduler.config.sliceNanos()) {
                scheduler.handoff.expireOne(pool);
            }
        }
    }

    /** An over-committed worker that is stuck must not look like one that uses a CPU. */
    private void lookAtOvercommitted(long now) {
        for (Worker worker : scheduler.workers.all()) {
            long holding = worker.holdingOpaque();
            if (holding <= 0 || Processor.idOf(holding) >= 0) {
                continue;
            }
            Thread.State state = states.of(worker.thread);
            if (state == Thread.State.RUNNABLE) {
                continue;
            }
            int cause = state == Thread.State.BLOCKED ? MONITOR : WAITING;
            boolean marked = cause == WAITING && worker.markBlocked(now, Worker.STALLED);
            if (worker.stray(holding) && Scheduler.endOvercommit(worker.overcommit, Processor.tickOf(holding))) {
                scheduler.overcommitted.getAndDecrement();
                retaken(worker, cause, marked);
            } else {
                unmark(worker, marked);
            }
        }
    }
}
