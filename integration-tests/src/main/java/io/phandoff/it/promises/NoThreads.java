// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.promises;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A pool whose threads cannot be made beyond the first ones, and another beside it. Argument: null or throw, what its
 * factory does then; limit, the system makes no more threads for a while.
 */
public final class NoThreads {

    private static final int SIZE = 2;
    private static final int TASKS = 120;
    /** How often the agent asks the factory for certain before the tasks go on: more often than it takes it to tell. */
    private static final int ASKED_FOR_NULL = 12;

    private static final int ASKED_AND_THROWN = 2;

    private NoThreads() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        if (args[0].equals("limit")) {
            limited();
        } else {
            refused(args[0]);
        }
    }

    private static ThreadPoolExecutor pool(ThreadFactory factory) {
        return new ThreadPoolExecutor(SIZE, SIZE, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    }

    private static void refused(String how) throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        int times = how.equals("throw") ? ASKED_AND_THROWN : ASKED_FOR_NULL;
        CountDownLatch asked = new CountDownLatch(Work.GROWS ? times : 0);
        ThreadPoolExecutor pool = pool(task -> {
            if (made.incrementAndGet() <= SIZE) {
                return new Thread(task);
            }
            asked.countDown();
            if (how.equals("throw")) {
                throw new IllegalStateException("no more threads");
            }
            return null;
        });
        ThreadPoolExecutor other = pool(Thread::new);
        submit(pool, () -> Work.await(asked));
        CountDownLatch meeting = Work.meeting(SIZE);
        submit(other, () -> Work.meet(meeting));
        System.out.println("ended=" + Work.ends(pool) + " completed=" + pool.getCompletedTaskCount() + " largest="
                + pool.getLargestPoolSize());
        System.out.println("other: ended=" + Work.ends(other) + " completed=" + other.getCompletedTaskCount());
    }

    private static void submit(ThreadPoolExecutor pool, Runnable before) {
        for (int i = 0; i < TASKS; i++) {
            pool.execute(() -> {
                before.run();
                Work.block(20);
            });
        }
    }

    private static void limited() throws InterruptedException {
        ThreadPoolExecutor pool = pool(Thread::new);
        pool.prestartAllCoreThreads();
        CountDownLatch release = new CountDownLatch(1);
        List<Thread> fillers = fill(release);
        submit(pool, () -> {});
        System.out.println("without: completed=" + Work.comes(() -> pool.getCompletedTaskCount() == TASKS) + " size="
                + pool.getPoolSize());
        release.countDown();
        for (Thread filler : fillers) {
            filler.join();
        }
        CountDownLatch meeting = Work.meeting(SIZE);
        submit(pool, () -> Work.meet(meeting));
        System.out.println("with: completed=" + Work.comes(() -> pool.getCompletedTaskCount() == 2 * TASKS)
                + " largest=" + pool.getLargestPoolSize());
        System.out.println("ended=" + Work.ends(pool));
    }

    /** Takes all threads that the system gives. */
    private static List<Thread> fill(CountDownLatch release) {
        List<Thread> fillers = new ArrayList<>();
        while (true) {
            Thread filler = new Thread(() -> {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            try {
                filler.start();
            } catch (OutOfMemoryError e) {
                return fillers;
            }
            fillers.add(filler);
        }
    }
}
