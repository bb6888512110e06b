// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sleeping tasks on one pool, the first of which go on sleeping until a number of them runs at once, however late the threads come.
 * Arguments: pool (fixed, single or scheduled), its size, number of tasks, milliseconds that each sleeps, the number that is to run
 * at once. Prints how many ran at once at most, and whether they started in the order given.
 */
public final class SleepersAtOnce {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();
    private static final List<Integer> STARTED = new ArrayList<>();

    private SleepersAtOnce() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        int size = Integer.parseInt(args[1]);
        ExecutorService pool = Sleepers.pool(args[0], size);
        int tasks = Integer.parseInt(args[2]);
        long millis = Long.parseLong(args[3]);
        int wanted = Integer.parseInt(args[4]);
        awaitThreads(pool, size);
        long end = System.nanoTime() + LIMIT_NANOS;
        List<Integer> given = new ArrayList<>();
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            int task = i;
            given.add(task);
            futures.add(pool.submit(() -> sleep(task, millis, wanted, end)));
        }
        for (Future<?> future : futures) {
            future.get();
        }
        pool.shutdown();
        System.out.println("atOnce=" + MOST + " inOrder=" + given.equals(STARTED));
    }

    /** Waits until all threads of the pool's own have begun. Their tasks compute meanwhile, which is no reason for a spare. */
    private static void awaitThreads(ExecutorService pool, int size) throws Exception {
        AtomicInteger begun = new AtomicInteger();
        List<Future<?>> tasks = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            tasks.add(pool.submit(() -> {
                begun.incrementAndGet();
                while (begun.get() < size) {
                    Thread.onSpinWait();
                }
            }));
        }
        for (Future<?> task : tasks) {
            task.get();
        }
    }

    private static Void sleep(int task, long millis, int wanted, long end) throws InterruptedException {
        synchronized (STARTED) {
            STARTED.add(task);
        }
        MOST.accumulateAndGet(RUNNING.incrementAndGet(), Math::max);
        do {
            Thread.sleep(millis);
        } while (MOST.get() < wanted && System.nanoTime() - end < 0);
        RUNNING.decrementAndGet();
        return null;
    }
}
