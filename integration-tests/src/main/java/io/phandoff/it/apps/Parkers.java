// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Tasks that park for 20 ms, on a fixed pool of 2 and on a {@code ForkJoinPool} of 2. Calls neither sleep nor wait, so that nothing in it
 * is rewritten on any JDK. Argument: tasks on each.
 */
public final class Parkers {
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** A pool that is collected before the end is not shown by its name. */
    private static final List<ExecutorService> KEPT = new ArrayList<>();

    private Parkers() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        int tasks = Integer.parseInt(args[0]);
        run(Executors.newFixedThreadPool(2), tasks);
        run(new ForkJoinPool(2), tasks);
    }

    private static void run(ExecutorService pool, int tasks) throws Exception {
        KEPT.add(pool);
        List<Future<?>> results = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            results.add(pool.submit(new Nap()));
        }
        for (Future<?> result : results) {
            result.get();
        }
        pool.shutdown();
        System.out.println(
                pool.getClass().getSimpleName() + " terminated=" + pool.awaitTermination(10, TimeUnit.SECONDS));
    }

    private static final class Nap implements Runnable {
        @Override
        public void run() {
            long end = System.nanoTime() + NAP_NANOS;
            for (long left = NAP_NANOS; left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
            }
        }
    }
}
