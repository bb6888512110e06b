// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One thread of the soak: task after task of random blocking calls, until told to stop; checks what only it can see. */
final class SoakWorker implements Runnable {
    private static final int CALLS_A_TASK = 4;
    private static final int STALLS_ONE_IN = 2_000;
    private static final int MAX_SLEEP_NANOS = 20_000_000;
    private static final long LAST_INTERRUPT_NANOS = 10_000_000_000L;

    final AtomicBoolean interruptPending = new AtomicBoolean();
    volatile long progressAt = System.nanoTime();
    final AtomicLong interruptsSeen = new AtomicLong();
    final AtomicLong updates = new AtomicLong();

    private final Soak soak;
    private final SplittableRandom random;

    SoakWorker(Soak soak, long seed) {
        this.soak = soak;
        random = new SplittableRandom(seed);
    }

    @Override
    public void run() {
        Engine engine = soak.engine;
        Worker worker = new Worker(Thread.currentThread(), soak.pool);
        try {
            engine.boundary.workerBegin(worker, true);
            soak.running.getAndIncrement();
            while (!soak.stop) {
                task(engine, worker);
                soak.running.getAndDecrement();
                engine.boundary.fetchBegin(worker);
                engine.boundary.fetchEnd(worker, true);
                soak.running.getAndIncrement();
                progressAt = System.nanoTime();
            }
            soak.running.getAndDecrement();
            engine.boundary.workerEnd(worker);
            awaitLastInterrupt();
        } catch (Throwable e) {
            soak.failed(e);
        }
    }

    private void task(Engine engine, Worker worker) {
        for (int i = random.nextInt(CALLS_A_TASK); i >= 0; i--) {
            use(worker);
            stall();
            use(worker);
            soak.running.getAndDecrement();
            int kind = random.nextInt(CallKind.COUNT);
            boolean nested = random.nextInt(8) == 0;
            if (random.nextInt(3) == 0) {
                engine.calls.enterHard(worker, kind);
            } else {
                engine.calls.enterSoft(worker, kind);
            }
            if (nested) {
                engine.calls.enterHard(worker, kind);
            }
            block();
            if (nested) {
                engine.calls.exit(worker);
            }
            engine.calls.exit(worker);
            soak.running.getAndIncrement();
            takeInterrupt(Thread.interrupted());
        }
    }

    /** Now and then what no hook sees: a monitor, a sleep inside it, a computation longer than two slices. */
    private void stall() {
        int dice = random.nextInt(STALLS_ONE_IN);
        if (dice == 0) {
            synchronized (soak.monitor) {
                LockSupport.parkNanos(this, 1_000_000);
            }
        } else if (dice == 1) {
            long end = System.nanoTime() + 25_000_000;
            while (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
        }
    }

    private void block() {
        int nanos = random.nextInt(MAX_SLEEP_NANOS);
        if ((nanos & 3) != 0) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    /** What is stored with a processor has one user at a time, and nobody's update is lost. */
    private void use(Worker worker) {
        long holding = worker.holdingOpaque();
        Soak.Slot slot = holding == 0 || worker.storage == null ? null : soak.slotOf(worker);
        if (slot != null) {
            if (!slot.user.compareAndSet(null, this)) {
                soak.failed(new AssertionError("two users of one storage: " + worker));
            }
            slot.count++;
            updates.getAndIncrement();
            slot.user.set(null);
        }
    }

    /** One that is said to come must find the thread alive; none is sent any more after this. */
    private void awaitLastInterrupt() {
        long begin = System.nanoTime();
        while (!interruptPending.compareAndSet(false, true) && System.nanoTime() - begin < LAST_INTERRUPT_NANOS) {
            takeInterrupt(Thread.interrupted());
            Thread.onSpinWait();
        }
    }

    private void takeInterrupt(boolean interrupted) {
        if (interrupted) {
            interruptsSeen.getAndIncrement();
            interruptPending.set(false);
        }
    }
}
