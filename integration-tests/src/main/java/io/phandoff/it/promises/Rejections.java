// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.promises;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Which tasks a pool refuses while all its workers are blocked: those beyond its maximum and its queue, and what then becomes of them. */
public final class Rejections {

    private static final int TASKS = 14;

    private Rejections() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        refuse("abort", new ThreadPoolExecutor.AbortPolicy());
        refuse("discard", new ThreadPoolExecutor.DiscardPolicy());
        refuse("discard oldest", new ThreadPoolExecutor.DiscardOldestPolicy());
        refuse("own", (task, pool) -> {
            throw new RejectedExecutionException("own");
        });
        callerRuns();
        afterShutdown();
    }

    private static void refuse(String name, RejectedExecutionHandler handler) throws InterruptedException {
        refuse(name + ", array queue", 2, 2, new ArrayBlockingQueue<>(3), handler);
        refuse(name + ", array queue, maximum", 2, 5, new ArrayBlockingQueue<>(3), handler);
        refuse(name + ", linked queue", 3, 3, new LinkedBlockingQueue<>(4), handler);
        refuse(name + ", deque, maximum", 2, 4, new LinkedBlockingDeque<>(4), handler);
        if (!(handler instanceof ThreadPoolExecutor.DiscardOldestPolicy)) {
            refuse(name + ", direct handoff", 2, 6, new SynchronousQueue<>(), handler); // it would overflow the stack
        }
    }

    private static void refuse(
            String name, int core, int maximum, BlockingQueue<Runnable> queue, RejectedExecutionHandler handler)
            throws InterruptedException {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(core, maximum, 1, TimeUnit.MINUTES, queue, handler);
        CountDownLatch release = new CountDownLatch(1);
        ConcurrentSkipListSet<Integer> ran = new ConcurrentSkipListSet<>();
        List<Integer> refused = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            int task = i;
            try {
                pool.execute(() -> {
                    awaitUninterruptibly(release);
                    ran.add(task);
                });
            } catch (RejectedExecutionException e) {
                refused.add(task);
            }
            Work.block(5); // time enough for a spare
        }
        System.out.println(name + ": refused=" + refused + " size=" + pool.getPoolSize());
        release.countDown();
        System.out.println("ended=" + Work.ends(pool) + " ran=" + ran + " completed=" + pool.getCompletedTaskCount()
                + " largest=" + pool.getLargestPoolSize());
    }

    private static void callerRuns() throws InterruptedException {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                2, 2, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(2), new ThreadPoolExecutor.CallerRunsPolicy());
        CountDownLatch release = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        List<Integer> byCaller = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int task = i;
            pool.execute(() -> {
                if (Thread.currentThread() == main) {
                    byCaller.add(task);
                } else {
                    awaitUninterruptibly(release);
                }
            });
            Work.block(5);
        }
        release.countDown();
        System.out.println("caller runs: " + byCaller + " ended=" + Work.ends(pool));
    }

    /** In a pool that has grown. */
    private static void afterShutdown() throws InterruptedException {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        Work.meetIn(pool, 2);
        Work.grow(pool);
        pool.shutdown();
        try {
            pool.execute(() -> {});
            System.out.println("accepted after its shutdown");
        } catch (RejectedExecutionException e) {
            System.out.println("refused after its shutdown");
        }
        System.out.println("ended=" + Work.ends(pool) + " completed=" + pool.getCompletedTaskCount());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
