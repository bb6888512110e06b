// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sleeping tasks, the first of which go on sleeping until a number of them runs at once, however late the threads come.
 * Arguments: the pools that get tasks in turn (see {@link Sleepers#pool}), comma separated, the size of each, number of tasks,
 * milliseconds that each sleeps, the number that is to run at once. Prints how many ran at once at most, and whether they
 * started in the order given.
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
        List<ExecutorService> pools = new ArrayList<>();
        for (String kind : args[0].split(",", -1)) {
            pools.add(Sleepers.pool(kind, size));
        }
        int tasks = Integer.parseInt(args[2]);
        long millis = Long.parseLong(args[3]);
        int wanted = Integer.parseInt(args[4]);
        for (ExecutorService pool : pools) {
            awaitThreads(pool, size);
        }
        sleep(0, 0, 0, System.nanoTime()); // loads what it needs here: in a worker that is a blocking call of its own
        MOST.set(0);
        STARTED.clear();
        long end = System.nanoTime() + LIMIT_NANOS;
        List<Integer> given = new ArrayList<>();
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            int task = i;
            given.add(task);
            futures.add(pools.get(i % pools.size()).submit(() -> sleep(task, millis, wanted, end)));
        }
        for (Future<?> future : futures) {
            future.get();
        }
        pools.forEach(ExecutorService::shutdown);
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
