// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Tasks that park for 20 ms, on a fixed pool of 2 and on a {@code ForkJoinPool} of 2; once more as many until more than two were at it
 * at once, for half a minute at most: a pool may be done before it has grown. Calls neither sleep nor wait, so that nothing in it is
 * rewritten on any JDK. Argument: tasks on each.
 */
public final class Parkers {
    private static final int SIZE = 2;
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long GROWS_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** A pool that is collected before the end is not shown by its name. */
    private static final List<ExecutorService> KEPT = new ArrayList<>();

    private Parkers() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        int tasks = Integer.parseInt(args[0]);
        long deadline = System.nanoTime() + GROWS_NANOS;
        run(Executors.newFixedThreadPool(SIZE), tasks, deadline);
        run(new ForkJoinPool(SIZE), tasks, deadline);
    }

    private static void run(ExecutorService pool, int tasks, long deadline) throws Exception {
        KEPT.add(pool);
        AtomicInteger running = new AtomicInteger();
        AtomicBoolean grown = new AtomicBoolean();
        do {
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < tasks; i++) {
                results.add(pool.submit(new Nap(running, grown)));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } while (!grown.get() && deadline - System.nanoTime() > 0);
        pool.shutdown();
        System.out.println(
                pool.getClass().getSimpleName() + " terminated=" + pool.awaitTermination(30, TimeUnit.SECONDS));
    }

    private static final class Nap implements Runnable {
        private final AtomicInteger running;
        private final AtomicBoolean grown;

        Nap(AtomicInteger running, AtomicBoolean grown) {
            this.running = running;
            this.grown = grown;
        }

        @Override
        public void run() {
            if (running.incrementAndGet() > SIZE) {
                grown.set(true);
            }
            long end = System.nanoTime() + NAP_NANOS;
            for (long left = NAP_NANOS; left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
            }
            running.decrementAndGet();
        }
    }
}
