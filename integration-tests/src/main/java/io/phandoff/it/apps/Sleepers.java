// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sleeping tasks on one pool. Arguments: pool (see {@link #pool}), its size, number of tasks, milliseconds that each sleeps; with one more all that is done again until a line comes on standard input. Prints the time of all, how many ran at once
 * at most, and whether they started in the order given.
 */
public final class Sleepers {

    private static final int BOUND = 1000;
    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();
    private static final List<Integer> STARTED = new ArrayList<>();

    /** Referenced until the JVM has ended: what is told of it then is not told of one that was collected. */
    private static ExecutorService pool;

    private Sleepers() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        pool = pool(args[0], Integer.parseInt(args[1]));
        int tasks = Integer.parseInt(args[2]);
        long millis = Long.parseLong(args[3]);
        List<Integer> given = new ArrayList<>();
        List<Future<?>> futures = new ArrayList<>();
        long start = System.nanoTime();
        do {
            for (int i = 0; i < tasks; i++) {
                int task = i;
                given.add(task);
                futures.add(pool.submit(() -> sleep(task, millis)));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } while (args.length > 4 && System.in.available() == 0);
        long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        pool.shutdown();
        System.out.println("elapsedMillis=" + elapsed + " atOnce=" + MOST + " inOrder=" + given.equals(STARTED));
    }

    /** A pool of a kind: fixed, single, scheduled, bounded (its queue), forkjoin, factory (of its own) or subclass. */
    static ExecutorService pool(String kind, int size) {
        return switch (kind) {
            case "fixed" -> Executors.newFixedThreadPool(size);
            case "single" -> Executors.newSingleThreadExecutor();
            case "scheduled" -> Executors.newScheduledThreadPool(size);
            case "bounded" -> new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(BOUND));
            case "forkjoin" -> new ForkJoinPool(size);
            case "factory" -> Executors.newFixedThreadPool(size, new OwnFactory());
            case "subclass" -> new OwnPool(size);
            default -> throw new IllegalArgumentException("unknown pool: pool=" + kind);
        };
    }

    /** Its threads have the names and the class that {@code Thread} gives them. */
    private static final class OwnFactory implements ThreadFactory {
        @Override
        public Thread newThread(Runnable task) {
            return new Thread(task);
        }
    }

    private static final class OwnPool extends ThreadPoolExecutor {
        OwnPool(int size) {
            super(size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }
    }

    private static Void sleep(int task, long millis) throws InterruptedException {
        synchronized (STARTED) {
            STARTED.add(task);
        }
        MOST.accumulateAndGet(RUNNING.incrementAndGet(), Math::max);
        Thread.sleep(millis);
        RUNNING.decrementAndGet();
        return null;
    }
}
