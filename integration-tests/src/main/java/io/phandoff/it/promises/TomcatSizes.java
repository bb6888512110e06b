// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.promises;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;

/** Tomcat's pool: it makes threads up to its maximum first and queues then; its queue decides by what the pool says of its size. */
public final class TomcatSizes {

    private static final int TASKS = 80;
    private static final int MAXIMUM = 4;

    private TomcatSizes() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        TaskQueue queue = new TaskQueue();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                2, MAXIMUM, 1, TimeUnit.SECONDS, queue, new TaskThreadFactory("exec-", true, Thread.NORM_PRIORITY));
        queue.setParent(pool);
        for (int round = 0; round < 3; round++) {
            wave(pool);
        }
        idleThenOneAtATime(pool);
        pool.shutdown();
        System.out.println("ended=" + pool.awaitTermination(30, TimeUnit.SECONDS) + " completed="
                + pool.getCompletedTaskCount() + " largest=" + pool.getLargestPoolSize());
    }

    private static void wave(ThreadPoolExecutor pool) throws InterruptedException {
        long before = pool.getCompletedTaskCount();
        CountDownLatch firstHeld = new CountDownLatch(1);
        for (int i = 0; i < MAXIMUM; i++) {
            pool.execute(() -> awaitOrFail(firstHeld));
        }
        boolean grown = Work.comes(() -> pool.getActiveCount() == MAXIMUM);
        System.out.println("as many threads as the maximum=" + grown + " size=" + pool.getPoolSize());
        firstHeld.countDown();
        CountDownLatch meeting = Work.meeting(MAXIMUM);
        for (int i = 0; i < TASKS; i++) {
            pool.execute(() -> {
                Work.meet(meeting);
                Work.block(20);
            });
        }
        boolean within = true;
        while (pool.getCompletedTaskCount() < before + MAXIMUM + TASKS) {
            within &= pool.getPoolSize() <= MAXIMUM && pool.getActiveCount() <= MAXIMUM;
            Thread.sleep(1);
        }
        System.out.println(
                "within its limits=" + within + " submitted=" + Work.comes(() -> pool.getSubmittedCount() == 0));
    }

    /** No more are made, and all that are submitted run. */
    private static void idleThenOneAtATime(ThreadPoolExecutor pool) throws InterruptedException {
        System.out.println("idle: size=" + Work.comes(() -> pool.getPoolSize() == 2));
        for (int i = 0; i < 10; i++) {
            CountDownLatch ran = new CountDownLatch(1);
            pool.execute(ran::countDown);
            ran.await();
        }
        System.out.println("one at a time: within=" + (pool.getPoolSize() <= MAXIMUM));
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
