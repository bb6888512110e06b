// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A scheduler with one processor, a worker that holds it and one that wants it, for a race of two threads. Its queues are
 * large, so one that a race has left clean is used again.
 *
 * <p><b>No sleep.</b> {@code Scheduler.await} asks the clock whether time is left right before it would block. This clock
 * then waits for the other thread to be done, and looks: a waiter that still waits would have slept for ever. If the
 * other thread left an idle processor, it was lost.
 */
final class Rig implements NanoClock {
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final ConcurrentLinkedQueue<Rig> CLEAN = new ConcurrentLinkedQueue<>();
    private static final RuntimeConfig CONFIG =
            new RuntimeConfig(1, false, 0, 0, 0, true, 0, TimeUnit.MILLISECONDS.toNanos(10), false);

    final Scheduler scheduler;
    final Worker holder;
    final Worker waiter;
    private final Object executor = new Object();
    private volatile boolean otherDone;
    private volatile boolean slept;
    private volatile boolean lost;

    private Rig(NanoClock clock) {
        PoolTable pools = new PoolTable();
        scheduler = new Scheduler(CONFIG, clock == null ? this : clock, pools, new WorkerTable());
        scheduler.setSysmon(new RuntimeThread("never started", now -> RuntimeThread.Step.FOREVER, this, (t, e) -> {}));
        Pool pool = pools.getOrMake(
                executor,
                key -> new Pool(
                        "rig",
                        key,
                        PoolDriver.NONE,
                        PoolSettings.of(CONFIG),
                        Thread.currentThread(),
                        false,
                        new AtomicInteger()));
        holder = new Worker(new Thread("holder"), pool);
        waiter = new Worker(new Thread("waiter"), pool);
    }

    /** For real threads: who waits sleeps. The processor is idle. */
    static Rig withRealClock() {
        return new Rig(new NanoClock.OfJvm());
    }

    /** One whose holder holds the processor, and nobody waits. */
    static Rig take() {
        Rig rig = CLEAN.poll();
        if (rig == null) {
            rig = new Rig(null);
        }
        rig.otherDone = false;
        rig.slept = false;
        if (!rig.scheduler.tryAcquire(rig.holder, 0)) {
            throw new IllegalStateException("a rig is not clean: " + rig.scheduler.processors.get(0));
        }
        return rig;
    }

    /** Waits for a processor as the waiter; returns once it has one, or has been lost. */
    boolean await(boolean resumes) {
        return scheduler.handoff.await(waiter, resumes, HOUR, false);
    }

    /** The other thread has done what it does. */
    void otherDone() {
        otherDone = true;
    }

    /** Whether the waiter would have blocked, at least for a moment. */
    boolean slept() {
        return slept;
    }

    /** Waits until the entry of a waiter is being added: else one of two racing threads is nearly always far ahead. */
    static void untilQueued(Waiter entry) {
        for (int spins = 0; !entry.queued(); spins++) {
            pause(spins);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // the other thread may want this very core
    private static void pause(int spins) {
        if (spins < 200) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    /** What was wrong, if anything; ends the use of this rig. */
    String check() {
        if (lost) {
            return "lost";
        }
        for (Worker worker = scheduler.waits.poll(true); worker != null; worker = scheduler.waits.poll(true)) {}
        scheduler.release(holder);
        scheduler.release(waiter);
        if (!scheduler.waits.isEmpty() || waiter.wait.state() != WaitingForProcessor.NONE) {
            return "still waits";
        }
        if (scheduler.processors.idle() != 1
                || Processor.status(scheduler.processors.get(0).state()) != Processor.IDLE) {
            return "processor lost";
        }
        CLEAN.add(this);
        return "clean";
    }

    @Override
    public long nanoTime() {
        if (waiter.wait.state() != WaitingForProcessor.WAITING) {
            return 0;
        }
        slept = true;
        for (int spins = 0; !otherDone; spins++) {
            pause(spins);
        }
        if (waiter.wait.state() != WaitingForProcessor.WAITING) {
            return 0;
        }
        lost = Processor.status(scheduler.processors.get(0).state()) == Processor.IDLE;
        return 2 * HOUR;
    }
}
