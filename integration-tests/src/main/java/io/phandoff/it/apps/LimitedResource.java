// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * 300 tasks of a pool of 4 share three connections, each used for 10 ms. Argument: how the connections are waited for,
 * {@code semaphore}, {@code queue}, or {@code monitor}; or {@code barrier}: 12 tasks of a pool of 2 wait for one another.
 *
 * <p>Prints how many tasks are done, the most connections in use at once, and the most threads that the pool had.
 */
public final class LimitedResource {
    private static final int CONNECTIONS = 3;
    private static final int TASKS = 300;
    private static final int PARTIES = 12;
    private static final long MILLIS = 10;

    private final Semaphore permits = new Semaphore(CONNECTIONS);
    private final BlockingQueue<Object> connections = new ArrayBlockingQueue<>(CONNECTIONS);
    private final CyclicBarrier barrier = new CyclicBarrier(PARTIES);
    private final Object lock = new Object();
    private int free = CONNECTIONS;
    private int inUse;
    private int mostInUse;

    private LimitedResource() {
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(new Object());
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        LimitedResource program = new LimitedResource();
        Work work = program.work(args[0]);
        boolean waitsForOthers = args[0].equals("barrier");
        ExecutorService pool = Executors.newFixedThreadPool(waitsForOthers ? 2 : 4);
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < (waitsForOthers ? PARTIES : TASKS); i++) {
            futures.add(pool.submit(() -> {
                work.run();
                return null;
            }));
        }
        for (Future<?> future : futures) {
            future.get();
        }
        long threads = poolThreads();
        pool.shutdown();
        System.out.println("tasks=" + futures.size() + " mostInUse=" + program.mostInUse + " threads=" + threads);
    }

    /** Spares stay for a while, so that this is the most there were. */
    private static long poolThreads() {
        Thread[] threads = new Thread[1000];
        int count = Thread.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .filter(thread -> thread.getName().startsWith("pool-"))
                .count();
    }

    private Work work(String kind) {
        return switch (kind) {
            case "semaphore" ->
                () -> {
                    permits.acquire();
                    use();
                    permits.release();
                };
            case "queue" ->
                () -> {
                    Object connection = connections.take();
                    use();
                    connections.put(connection);
                };
            case "monitor" -> this::useWithMonitor;
            case "barrier" -> barrier::await;
            default ->
                throw new IllegalArgumentException(
                        "unknown kind: kind=" + kind + " (expected: semaphore, queue, monitor or barrier)");
        };
    }

    private void useWithMonitor() throws InterruptedException {
        synchronized (lock) {
            while (free == 0) {
                lock.wait();
            }
            free--;
        }
        use();
        synchronized (lock) {
            free++;
            lock.notify();
        }
    }

    private void use() throws InterruptedException {
        count(1);
        Thread.sleep(MILLIS);
        count(-1);
    }

    private synchronized void count(int change) {
        inUse += change;
        mostInUse = Math.max(mostInUse, inUse);
    }
}
