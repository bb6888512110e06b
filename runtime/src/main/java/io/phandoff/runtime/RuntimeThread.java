// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.locks.LockSupport;

/**
 * A daemon thread of the runtime that takes one step after the other and sleeps in between.
 *
 * <p><b>Threads.</b> Its own runs the steps; any thread may wake it.
 *
 * <p><b>Invariants.</b> I1: a wake is never lost: {@code pending} is set before {@code asleep} is read, and the thread sets
 * {@code asleep} before it reads {@code pending} (Dekker). I2: a sleep shorter than {@link #WAKEABLE_NANOS} is slept to
 * its end, so that those who wait often do not make it run all the time. I3: an error in a step ends the thread and is
 * reported; it never goes unnoticed.
 *
 * <p><b>Memory modes.</b> {@code pending}, {@code asleep}, {@code ended}: volatile.
 */
final class RuntimeThread implements Runnable, Scheduler.Wakeable {
    static final long WAKEABLE_NANOS = 100_000;

    /** What the thread does. */
    interface Step {
        /** Sleep until woken. */
        long FOREVER = Long.MAX_VALUE;

        /**
         * Takes one step.
         *
         * @param now the time
         * @return nanoseconds until the next one is due, {@link #FOREVER} if only a wake makes it due
         */
        long runOnce(long now);
    }

    /** Is told of an error that ended the thread. */
    interface FailureHandler {
        /** Called by the thread that ends. */
        void failed(String thread, Throwable cause);
    }

    private final Step step;
    private final NanoClock clock;
    private final FailureHandler failures;
    private final Thread thread;
    private volatile boolean pending;
    private volatile boolean asleep;
    private volatile boolean ended;
    /** Set before the step that may find nothing to do, so that a wake for something new is not lost. */
    private volatile boolean dormant = true;

    RuntimeThread(String name, Step step, NanoClock clock, FailureHandler failures) {
        this.step = step;
        this.clock = clock;
        this.failures = failures;
        // no inherited thread locals, no context class loader: nothing of the program may hang on it
        thread = new Thread(null, this, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
    }

    void start() {
        thread.start();
    }

    /** The thread ends after the step that it is in. */
    void end() {
        ended = true;
        wake();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** Waits for its end, for so long at most. */
    void awaitEnd(long millis) throws InterruptedException {
        thread.join(millis);
    }

    @Override
    public void wake() {
        pending = true;
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    /** As {@link #wake}, but only if no timer would end its sleep. */
    void wakeIfDormant() {
        if (dormant) {
            wake();
        }
    }

    @Override
    @SuppressWarnings("CatchingUnchecked") // whatever it is, it must not end sysmon unnoticed
    public void run() {
        try {
            while (!ended) {
                pending = false;
                dormant = true;
                long nanos = step.runOnce(clock.nanoTime());
                dormant = nanos == Step.FOREVER;
                sleep(nanos);
            }
        } catch (Throwable e) {
            failures.failed(thread.getName(), e);
        }
    }

    private void sleep(long nanos) {
        if (nanos < WAKEABLE_NANOS) {
            LockSupport.parkNanos(this, nanos);
            return;
        }
        asleep = true;
        if (!pending) {
            if (nanos == Step.FOREVER) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, nanos);
            }
        }
        asleep = false;
    }
}
