// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What a program can see of its pools: everything printed here must be the same with and without the agent. */
public final class PoolSemantics {

    private PoolSemantics() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        printRejections("busy, bounded queue", 2, new ArrayBlockingQueue<>(2), PoolSemantics::spinUntil);
        printRejections("blocked, bounded queue, one thread", 1, new ArrayBlockingQueue<>(2), PoolSemantics::waitUntil);
        printRejections("blocked, direct handoff", 2, new SynchronousQueue<>(), PoolSemantics::waitUntil);
        printShutdownNow();
        printGetters();
        printHooks();
        printSchedule();
    }

    private interface Task {
        void run(CountDownLatch release) throws InterruptedException;
    }

    private static void spinUntil(CountDownLatch release) {
        while (release.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    private static void waitUntil(CountDownLatch release) throws InterruptedException {
        release.await();
    }

    private static void printRejections(String name, int size, BlockingQueue<Runnable> queue, Task task)
            throws InterruptedException {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(size, size, 1, TimeUnit.MINUTES, queue);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger rejected = new AtomicInteger();
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            try {
                pool.execute(() -> runAndCount(task, release, ran));
            } catch (RejectedExecutionException e) {
                rejected.incrementAndGet();
            }
        }
        String state =
                "size=" + pool.getPoolSize() + " queued=" + pool.getQueue().size();
        release.countDown();
        pool.shutdown();
        pool.awaitTermination(30, TimeUnit.SECONDS);
        System.out.println(name + ": rejected=" + rejected + " ran=" + ran + " " + state + " largest="
                + pool.getLargestPoolSize() + " completed=" + pool.getCompletedTaskCount());
    }

    private static void runAndCount(Task task, CountDownLatch release, AtomicInteger ran) {
        try {
            task.run(release);
            ran.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void printShutdownNow() throws InterruptedException {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        pool.execute(() -> {
            started.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        started.await();
        List<Runnable> queued = List.of(() -> {}, () -> {}, () -> {});
        queued.forEach(pool::execute);
        System.out.println(pool.toString().replaceFirst(".*\\[", "["));
        System.out.println("returned in order=" + pool.shutdownNow().equals(queued));
        interrupted.await();
        System.out.println("interrupted, terminated=" + pool.awaitTermination(30, TimeUnit.SECONDS));
        System.out.println("completed=" + pool.getCompletedTaskCount() + " active=" + pool.getActiveCount());
    }

    private static void printGetters() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(2, 5, 7, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        printSizes(pool);
        System.out.println("prestarted=" + pool.prestartAllCoreThreads());
        pool.setMaximumPoolSize(9);
        pool.setCorePoolSize(6);
        pool.setKeepAliveTime(11, TimeUnit.SECONDS);
        pool.allowCoreThreadTimeOut(true);
        printSizes(pool);
        pool.shutdown();
    }

    private static void printSizes(ThreadPoolExecutor pool) {
        System.out.println("core=" + pool.getCorePoolSize() + " max=" + pool.getMaximumPoolSize() + " keepAlive="
                + pool.getKeepAliveTime(TimeUnit.SECONDS) + " size=" + pool.getPoolSize() + " timeout="
                + pool.allowsCoreThreadTimeOut());
    }

    private static void printHooks() throws InterruptedException {
        AtomicInteger before = new AtomicInteger();
        AtomicInteger after = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
            @Override
            protected void beforeExecute(Thread thread, Runnable task) {
                before.incrementAndGet();
            }

            @Override
            protected void afterExecute(Runnable task, Throwable thrown) {
                after.incrementAndGet();
            }

            @Override
            protected void terminated() {
                System.out.println("terminated() before=" + before + " after=" + after);
            }
        };
        for (int i = 0; i < 50; i++) {
            pool.execute(() -> Cpu.burnMicros(10));
        }
        pool.shutdown();
        System.out.println("drained=" + pool.awaitTermination(30, TimeUnit.SECONDS));
    }

    private static void printSchedule() throws InterruptedException {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(2);
        CountDownLatch ticks = new CountDownLatch(3);
        pool.scheduleAtFixedRate(ticks::countDown, 5, 5, TimeUnit.MILLISECONDS);
        ticks.await();
        pool.schedule(() -> System.out.println("delayed"), 10, TimeUnit.MILLISECONDS);
        pool.shutdown();
        System.out.println("scheduler terminated=" + pool.awaitTermination(30, TimeUnit.SECONDS));
    }
}
