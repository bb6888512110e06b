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
 * <p>Nobody waits and no pool is pressed: it sleeps without a timer. Otherwise it looks every 40 us (where Linux ends
 * its sleeps on time, see {@link TimerSlack}; else it asks for 20, which are some 75), and after eight looks in vain less and
 * less often, down to once a millisecond, and once in ten if nobody waits in the middle of a task and sixty-four were in
 * vain; who begins to wait there makes it look at once, and closely again, and so does a calm of a tenth of a second. After
 * a shorter one it looks eight times, a millisecond apart: enough to see a stall, which a look after ten found 5 ms later.
 * (After any calm closely, a pool that computes at 80 % had some thirty close looks each time its queue filled.) A slice that is over is no reason to look closely: the next one is no shorter (as in Go). (With Go's fifty looks a pressed
 * pool cost 3.7 % of a CPU, with a millisecond throughout 3.2 %, and each look takes a CPU from a worker.)
 *
 * <table>
 * <caption>What it sees and does</caption>
 * <tr><td>SYSCALL, the same in two looks</td><td>retake, "in-call"</td></tr>
 * <tr><td>RUNNING, thread BLOCKED</td><td>retake at once, "monitor"</td></tr>
 * <tr><td>RUNNING, thread WAITING or TIMED_WAITING</td><td>retake at once, "waiting": a call no hook caught</td></tr>
 * <tr><td>RUNNING, RUNNABLE, in native, no CPU used for 1 ms (if it mostly waits for a CPU: 3 ms, 12 while nobody waits in the middle of a task), asleep</td><td>retake, "native"</td></tr>
 * <tr><td>RUNNING, RUNNABLE, no CPU used for as long, then asleep for 0.5 ms</td><td>retake, "stalled": class initialisation, page fault</td></tr>
 * <tr><td>the same where the system does not tell who is asleep</td><td>"native" after 1 ms all the same, "stalled" after 10 ms</td></tr>
 * <tr><td>RUNNING for a slice since somebody waits, soft calls included</td><td>asked to give way at its next task boundary</td></tr>
 * <tr><td>RUNNING for two slices</td><td>retake, "slice": it runs on over-committed</td></tr>
 * </table>
 *
 * <p>Asleep is what the operating system says. CPU time alone cannot tell a thread that is stuck from one that waits for a
 * CPU: with four threads on each CPU, one that deflates was taken for blocked within a second, every time.
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
    /** Where the kernel ends sleeps on time: some 60 us with the look and the way to the CPU. */
    static final long PUNCTUAL_TICK_NANOS = 2 * TICK_NANOS;

    static final long MAX_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    static final long LONGEST_TICK_NANOS = 10 * MAX_TICK_NANOS;
    static final int LOOKS_BEFORE_BACKOFF = 8;
    static final int LOOKS_BEFORE_LONGEST = 64;
    /** After a shorter calm it does not look closely, but not as seldom as it can either. */
    static final long CALM_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    static final int LOOKS_AFTER_SHORT_CALM = 8;

    static final long NATIVE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** On a machine where a worker waits long for a CPU; with {@code ASLEEP_NANOS} still below 5 ms. */
    static final long MOST_PATIENCE_NANOS = 3 * NATIVE_NANOS;
    /** There while nobody waits in the middle of a task: asking cost 1.8 % of two CPUs. */
    static final long CALM_PATIENCE_NANOS = 4 * MOST_PATIENCE_NANOS;

    static final long ASLEEP_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    static final long ASLEEP_LOOK_NANOS = ASLEEP_NANOS / 2;
    /** Where the system does not tell who is asleep: longer than a thread mostly waits for a CPU. */
    static final long STALLED_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Scheduler scheduler;
    private final Growth growth;
    private final ThreadProbe probe;
    private final ThreadStates states;
    private final Stalls stalls;
    private Watch[] watches = {};
    private final AtomicLongArray retakes = new AtomicLongArray(CAUSES);
    private final AtomicLong looks = new AtomicLong();
    private int futile;
    private boolean calm;
    private long calmSince;
    private boolean resumingBefore;
    private boolean suspects;
    private boolean closely;
    private long mostPatience;
    private long nextOvercommitLook;
    private long tick;

    /** Asks for a thread's state; injected for tests. */
    interface ThreadStates {
        /** The state of a thread now. */
        Thread.State of(Thread thread);

        /** Its stack, innermost frame first, empty if it has ended; stops the thread for a moment, on old JVMs all threads. */
        default StackTraceElement[] stack(Thread thread) {
            return thread.getStackTrace();
        }

        /** Has the kernel end the calling thread's sleeps on time; false if it does not. */
        default boolean sleepPunctually(int kernelNumber) {
            return false;
        }
    }

    /** What was seen of one processor. */
    private static final class Watch {
        long word = -1;
        Worker holder;
        long takes;
        long heldSince;
        long cpu = -1;
        long cpuSince;
        /** How long it may use no CPU before the system is asked. */
        long patience = NATIVE_NANOS;

        boolean asleep;
        long asleepSeen;
        long asleepNanos;

        /** A slice is of one holder's, however many soft calls it makes meanwhile (Go's schedtick, apart from syscalltick). */
        void holds(Worker worker, long now) {
            long taken = worker.takes;
            if (holder != worker || takes != taken) {
                holder = worker;
                takes = taken;
                heldSince = now;
            }
        }

        void begin(long newWord) {
            word = newWord;
            cpu = -1;
            asleep = false;
        }

        void fellAsleep(long now) {
            asleep = true;
            asleepSeen = now;
            asleepNanos = 0;
        }

        /** However late a look comes, it counts for no more than a timely one. */
        void stillAsleep(long now) {
            asleepNanos += Math.min(now - asleepSeen, ASLEEP_LOOK_NANOS);
            asleepSeen = now;
        }

        void measure(long cpuNow, long now) {
            cpu = cpuNow;
            cpuSince = now;
            asleep = false;
        }

        void usesCpu(long cpuNow, long now) {
            measure(cpuNow, now);
            patience = NATIVE_NANOS;
        }

        /** It only waits for a CPU, and may do so again: asking the system each time would take that CPU. */
        void waitsForCpu(long cpuNow, long now) {
            measure(cpuNow, now);
            patience = Math.min(2 * patience, CALM_PATIENCE_NANOS);
        }
    }

    Sysmon(Scheduler scheduler, Growth growth, ThreadProbe probe, ThreadStates states, Stalls stalls) {
        this.scheduler = scheduler;
        this.growth = growth;
        this.probe = probe;
        this.states = states;
        this.stalls = stalls;
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
            becomeCalm(now);
            return FOREVER;
        }
        if (calm) {
            calm = false;
            futile =
                    now - calmSince >= CALM_NANOS ? 0 : Math.min(futile, LOOKS_BEFORE_LONGEST - LOOKS_AFTER_SHORT_CALM);
        }
        if (tick == 0) { // not before: a program that never needs a retake pays nothing
            tick = states.sleepPunctually(probe.numberOfCurrentThread()) ? PUNCTUAL_TICK_NANOS : TICK_NANOS;
        }
        boolean resuming = scheduler.waits.resuming() > 0;
        closely = resuming || growth.pressure();
        mostPatience = resuming ? MOST_PATIENCE_NANOS : CALM_PATIENCE_NANOS;
        if (resuming && !resumingBefore) {
            futile = 0; // somebody in the middle of a task has begun to wait: look closely again
        }
        resumingBefore = resuming;
        looks.lazySet(looks.get() + 1);
        suspects = false;
        int retaken = 0; // but for slices
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
        return pause(resuming);
    }

    /** Until the next look. Who waits between two tasks holds neither a task nor a lock. */
    private long pause(boolean resuming) {
        if (suspects) {
            return closely ? Math.min(ASLEEP_LOOK_NANOS, backedOff()) : ASLEEP_LOOK_NANOS;
        }
        if (!resuming && futile > LOOKS_BEFORE_LONGEST) {
            return LONGEST_TICK_NANOS;
        }
        return closely ? backedOff() : MAX_TICK_NANOS;
    }

    private long backedOff() {
        int doublings = Math.max(0, futile - LOOKS_BEFORE_BACKOFF);
        return doublings > 6 ? MAX_TICK_NANOS : Math.min(MAX_TICK_NANOS, tick << doublings);
    }

    /** What was seen before a calm says nothing about what comes after it, and keeps a worker's pool alive. */
    private void becomeCalm(long now) {
        if (!calm) {
            calm = true;
            calmSince = now;
        }
        resumingBefore = false;
        for (Watch watch : watches) {
            watch.word = -1;
            watch.holder = null;
        }
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

    /** Whether it retook one whose holder was stuck. */
    private boolean look(Processor processor, Watch watch, long now) {
        long word = processor.state();
        int status = Processor.status(word);
        boolean seenBefore = watch.word == word;
        if (!seenBefore) {
            watch.begin(word);
        }
        if (status == Processor.IDLE) {
            watch.holder = null; // whoever takes it begins a slice; this one may have ended, and keeps its pool
            return false;
        }
        if (status > Processor.SYSCALL || !(processor.holderOpaque() instanceof Worker worker)) {
            return false;
        }
        watch.holds(worker, now);
        if (status == Processor.SYSCALL) {
            if (seenBefore) {
                return retakeInCall(processor, word, worker, IN_CALL, Worker.STALLED, now);
            }
            if (outOfSlice(watch, now)) {
                retakeInCall(processor, word, worker, SLICE, Worker.PASSED_BY, now);
            }
            return false;
        }
        if (worker.holdingAcquire() != processor.holding(Processor.tick(word))) {
            return false; // on its way to somebody, who may still be asleep: a state seen now says nothing
        }
        return switch (states.of(worker.thread)) {
            case BLOCKED -> retakeRunning(processor, word, worker, MONITOR, now);
            case WAITING, TIMED_WAITING -> retakeRunning(processor, word, worker, WAITING, now);
            default -> {
                boolean taken = (seenBefore || !closely) && lookAtRunnable(processor, watch, worker, now);
                if (!taken) {
                    lookAtSlice(processor, watch, worker, now);
                }
                yield taken;
            }
        };
    }

    private boolean outOfSlice(Watch watch, long now) {
        return now - watch.heldSince >= 2 * scheduler.config.sliceNanos() && !scheduler.waits.isEmpty();
    }

    private void lookAtSlice(Processor processor, Watch watch, Worker worker, long now) {
        if (now - watch.heldSince >= scheduler.config.sliceNanos() && !scheduler.waits.isEmpty()) {
            worker.setYieldRequestedOpaque(true);
        }
        if (outOfSlice(watch, now)) {
            retakeRunning(processor, watch.word, worker, SLICE, now);
        }
    }

    private boolean lookAtRunnable(Processor processor, Watch watch, Worker worker, long now) {
        if (watch.cpu < 0) {
            watch.measure(probe.cpuTimeNanos(worker.thread), now);
        } else if (now - watch.cpuSince >= Math.min(watch.patience, mostPatience)
                || (watch.asleep && now - watch.asleepSeen >= ASLEEP_LOOK_NANOS)) {
            long elapsed = now - watch.cpuSince;
            long cpu = probe.cpuTimeNanos(worker.thread);
            long used = cpu - watch.cpu;
            if (used > elapsed / 10) {
                watch.usesCpu(cpu, now);
                return false;
            }
            ThreadProbe.KernelState state = probe.kernelState(worker.thread, worker.kernelNumber);
            boolean ran = state == ThreadProbe.KernelState.SLEEPS && used != 0; // and fell asleep since
            if (ran) {
                watch.measure(cpu, now);
                watch.fellAsleep(now);
                suspects = true;
            } else if (state == ThreadProbe.KernelState.RUNS) {
                watch.waitsForCpu(cpu, now);
            } else if (probe.inNative(worker.thread)) {
                return retakeRunning(processor, watch.word, worker, NATIVE, now);
            } else if (isStalled(state, watch, now)) {
                return retakeRunning(processor, watch.word, worker, STALLED, now);
            }
        }
        return false;
    }

    /**
     * Asleep in two looks proves nothing: they may have been the first and the last of a pause of the whole JVM, which held up
     * sysmon too and may not have ended for the worker yet.
     */
    private boolean isStalled(ThreadProbe.KernelState state, Watch watch, long now) {
        if (state == ThreadProbe.KernelState.UNKNOWN) {
            return now - watch.cpuSince >= STALLED_NANOS;
        }
        if (watch.asleep) {
            watch.stillAsleep(now);
        } else {
            watch.fellAsleep(now);
        }
        suspects = true;
        return watch.asleepNanos >= ASLEEP_NANOS;
    }

    private boolean retakeInCall(Processor processor, long word, Worker worker, int cause, int how, long now) {
        long takenAt = worker.takenAt;
        boolean marked =
                worker.markBlocked(now, how); // before, so that the worker finds it when it has lost its processor
        if (!scheduler.processors.retake(processor, word)) {
            unmark(worker, marked);
            return false;
        }
        retaken(worker, cause, marked);
        Recording.ran(worker, processor, takenAt, now, EventSink.RETAKEN); // last: others want the processor
        Recording.retaken(worker, processor, cause, now);
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
        offer(worker, processor, cause, now); // last: whoever waits has the processor by now
        return true;
    }

    /** The event of a retake waits for the stack, if that is looked at. */
    private void offer(Worker worker, Processor processor, int cause, long now) {
        if (!stalls.offer(worker, cause, processor, now)) {
            Recording.retaken(worker, processor, cause, now);
        }
    }

    private static void unmark(Worker worker, boolean marked) {
        if (marked) {
            worker.unmarkBlocked();
        }
    }

    private void retaken(Worker worker, int cause, boolean newlyBlocked) {
        retakes.lazySet(cause, retakes.get(cause) + 1);
        worker.pool.retakes.lazySet(cause, worker.pool.retakes.get(cause) + 1);
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

    private void lookAtOvercommitted(long now) {
        if (scheduler.overcommitSlots.overflows()) {
            for (Worker worker : scheduler.workers.all()) {
                lookAtOvercommitted(worker, now);
            }
            return;
        }
        for (int slot = 0; slot < scheduler.overcommitSlots.size(); slot++) {
            Worker worker = scheduler.overcommitSlots.get(slot);
            if (worker != null) {
                lookAtOvercommitted(worker, now);
            }
        }
    }

    /** An over-committed worker that is stuck must not look like one that uses a CPU. */
    private void lookAtOvercommitted(Worker worker, long now) {
        long holding = worker.holdingAcquire();
        if (holding <= 0 || Processor.idOf(holding) >= 0) {
            return;
        }
        Thread.State state = states.of(worker.thread);
        if (state == Thread.State.RUNNABLE) {
            return;
        }
        int cause = state == Thread.State.BLOCKED ? MONITOR : WAITING;
        boolean marked = cause == WAITING && worker.markBlocked(now, Worker.STALLED);
        if (worker.stray(holding) && Scheduler.endOvercommit(worker.overcommit, Processor.tickOf(holding))) {
            scheduler.overcommitted.getAndDecrement();
            retaken(worker, cause, marked);
            offer(worker, worker.overcommit, cause, now);
        } else {
            unmark(worker, marked);
        }
    }
}
