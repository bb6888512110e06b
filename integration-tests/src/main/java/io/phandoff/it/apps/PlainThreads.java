// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads of no pool: a pipeline of two by hand, a subclass that overrides {@code run}, one that throws, one that is
 * started twice, many short ones, and a pool whose threads have such a name. Prints what each has done.
 */
public final class PlainThreads {
    private static final int ITEMS = 200;
    private static final int SHORT_ONES = 50;

    /** Kept: the summary at the end has no line of a pool that was collected. */
    private static ExecutorService pool;

    private PlainThreads() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        System.out.println("sum=" + pipeline());
        System.out.println("overridden=" + overridden());
        System.out.println("uncaught=" + uncaught());
        System.out.println("twice=" + twice());
        System.out.println("short=" + shortOnes());
        System.out.println("pool=" + pool());
    }

    private static long pipeline() throws InterruptedException {
        BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(2);
        AtomicLong sum = new AtomicLong();
        Thread producer = new Thread(() -> repeat(queue::put), "stage-producer");
        Thread consumer = new Thread(() -> repeat(i -> sum.addAndGet(queue.take())), "stage-consumer");
        producer.start();
        consumer.start();
        producer.join();
        consumer.join();
        return sum.get();
    }

    private interface Step {
        void run(int item) throws InterruptedException;
    }

    private static void repeat(Step step) {
        try {
            for (int i = 1; i <= ITEMS; i++) {
                step.run(i);
                if (i % 50 == 0) {
                    Thread.sleep(2);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int overridden() throws InterruptedException {
        AtomicInteger ran = new AtomicInteger();
        Thread thread = new Thread("stage-own") {
            @Override
            public void run() {
                repeat(i -> ran.incrementAndGet());
            }
        };
        thread.start();
        thread.join();
        return ran.get();
    }

    private static String uncaught() throws InterruptedException {
        List<String> told = new ArrayList<>();
        Thread thread = new Thread(
                () -> {
                    throw new IllegalStateException("on purpose");
                },
                "stage-throws");
        thread.setUncaughtExceptionHandler((of, e) -> told.add(of.getName() + ": " + e.getMessage()));
        thread.start();
        thread.join();
        return told.toString();
    }

    private static String twice() throws InterruptedException {
        Thread thread = new Thread(() -> repeat(i -> {}), "stage-twice");
        thread.start();
        try {
            thread.start();
            return "started";
        } catch (IllegalThreadStateException e) {
            thread.join();
            return e.getClass().getSimpleName();
        }
    }

    private static int shortOnes() throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < SHORT_ONES; i++) {
            Thread thread = new Thread(done::incrementAndGet, "stage-" + i);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return done.get();
    }

    private static int pool() throws Exception {
        pool = Executors.newFixedThreadPool(2, task -> new Thread(task, "stage-of-pool"));
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 20; i++) {
            pool.submit(() -> {
                Thread.sleep(1);
                return done.incrementAndGet();
            });
        }
        pool.shutdown();
        if (!pool.awaitTermination(30, TimeUnit.SECONDS)) {
            return -1;
        }
        return done.get();
    }
}
