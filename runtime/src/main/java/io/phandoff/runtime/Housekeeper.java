// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/**
 * Lets the number of processors follow that of the CPUs (Go 1.25's rule: at least {@link #MIN_PROCESSORS}, looked at no
 * more than once a second, less often while nothing runs, never again once it was set by hand), tells the listener
 * what program threads have caused, and takes the stacks of {@link Stalls}, for which it may wait: nobody waits for it.
 *
 * <p><b>Threads.</b> Its own; any thread wakes it. <b>Memory modes.</b> {@code flushFailure}: volatile, CAS. The rest is its
 * own.
 */
final class Housekeeper implements RuntimeThread.Step {
    static final int MIN_PROCESSORS = 2;
    static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(1);
    static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Scheduler scheduler;
    private final IntSupplier cpus;
    private final RuntimeListener listener;
    private final AtomicReference<Throwable> flushFailure = new AtomicReference<>();
    private final Stalls stalls;
    private Resizer resizer;
    private RuntimeThread thread;
    private int told;
    private boolean toldOnce;
    private long nextTell;
    private boolean flushFailureTold;
    private boolean following;
    private long nextLook;
    private long ticksSeen = -1;

    Housekeeper(Scheduler scheduler, IntSupplier cpus, RuntimeListener listener, Stalls stalls) {
        this.scheduler = scheduler;
        this.cpus = cpus;
        this.listener = listener;
        this.stalls = stalls;
        told = scheduler.processors.count();
    }

    /** Before the first step. */
    void begin(Resizer with, RuntimeThread self) {
        resizer = with;
        thread = self;
    }

    void wake() {
        thread.wake();
    }

    void flushFailed(Throwable cause) {
        if (flushFailure.compareAndSet(null, cause)) {
            wake();
        }
    }

    @Override
    public long runOnce(long now) {
        long next = Math.min(follow(now), tellResized(now));
        if (!flushFailureTold && flushFailure.get() != null) {
            flushFailureTold = true;
            listener.localFlushFailed(flushFailure.get());
        }
        return Math.min(next, stalls.sample(now));
    }

    /** Once a second at most: somebody may resize all the time. */
    private long tellResized(long now) {
        int count = scheduler.processors.count();
        if (count == told) {
            return FOREVER;
        }
        if (toldOnce && now - nextTell < 0) {
            return nextTell - now;
        }
        listener.resized(told, count);
        told = count;
        toldOnce = true;
        nextTell = now + BUSY_NANOS;
        return FOREVER;
    }

    private long follow(long now) {
        if (!resizer.follows()) {
            following = false;
            return FOREVER;
        }
        if (following && now - nextLook < 0) {
            return nextLook - now;
        }
        following = true;
        resizer.follow(cpus());
        long ticks = ticks();
        long pause = ticks == ticksSeen ? CALM_NANOS : BUSY_NANOS;
        ticksSeen = ticks;
        nextLook = now + pause;
        return pause;
    }

    /** Any thread: as many processors as the CPUs want. */
    int cpus() {
        return Math.max(MIN_PROCESSORS, cpus.getAsInt());
    }

    /** Changes whenever a processor was used. */
    private long ticks() {
        long sum = 0;
        for (int id = 0; id < scheduler.processors.count(); id++) {
            sum += Processor.tick(scheduler.processors.get(id).state());
        }
        return sum;
    }
}
