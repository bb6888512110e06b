// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.HandoffRuntime;
import io.phandoff.runtime.Hooks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Four managed threads that work while something else is measured; load.go does the same. */
final class Load {

    private static final int THREADS = 4;
    /** About one microsecond at 2.5 GHz; the same loop and the same number as in load.go. */
    private static final int STEPS_PER_MICRO = 420;

    private static final long PATIENCE_SECONDS = 60;

    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch running;
    private final int steps;
    private volatile boolean stop;

    @SuppressWarnings("unused") // or the compiler drops the loop
    private volatile long sink;

    private Load(LoadKind kind) {
        int count = kind == LoadKind.IDLE ? 0 : THREADS;
        steps = kind.micros() * STEPS_PER_MICRO;
        running = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(this::work, "load-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    /** Starts the threads and waits until all of them work; the caller must not be managed yet, for it waits. */
    static Load start(LoadKind kind) throws InterruptedException {
        Load load = new Load(kind);
        load.threads.forEach(Thread::start);
        if (!load.running.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("load has not begun: threads=" + load.running.getCount());
        }
        return load;
    }

    void stop() throws InterruptedException {
        stop = true;
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            if (thread.isAlive()) {
                throw new IllegalStateException("load does not end: thread=" + thread);
            }
        }
    }

    private void work() {
        RuntimeInFork.adopt(Thread.currentThread().getName());
        running.countDown();
        long x = 88172645463325252L;
        while (!stop) {
            x = burn(x);
            Hooks.enterSoft(CallKind.OTHER);
            Hooks.exit();
        }
        sink = x;
        HandoffRuntime.releaseCurrentThread();
    }

    private long burn(long seed) {
        long x = seed;
        for (int i = 0; i < steps; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        return x;
    }
}
