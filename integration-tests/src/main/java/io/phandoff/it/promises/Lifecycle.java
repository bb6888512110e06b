// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.promises;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The hooks of a pool, its shutdown and its end. */
public final class Lifecycle {

    private static final int TASKS = 60;

    private Lifecycle() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        Watched drained = new Watched();
        submit(drained);
        drained.shutdown();
        System.out.println("shutdown: terminating=" + drained.isTerminating() + " at once="
                + drained.awaitTermination(1, TimeUnit.NANOSECONDS));
        drained.looked.countDown();
        System.out.println("ended=" + Work.ends(drained) + " " + drained);
        stopNow();
    }

    private static void submit(Watched pool) {
        for (int i = 0; i < TASKS; i++) {
            pool.execute(pool.task());
        }
    }

    private static void stopNow() throws InterruptedException {
        Watched pool = new Watched();
        List<Runnable> given = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            given.add(pool.longTask());
        }
        given.forEach(pool::execute);
        Work.await(pool.meeting); // it has grown
        List<Runnable> left = pool.shutdownNow();
        boolean ended = pool.awaitTermination(30, TimeUnit.SECONDS);
        System.out.println("shutdownNow: ended=" + ended + " left in order="
                + left.equals(given.subList(TASKS - left.size(), TASKS)) + " started or left="
                + (pool.before.get() + left.size()) + " interrupted all="
                + (pool.interrupted.get() == pool.before.get())
                + " at once at least=" + (pool.before.get() >= 2));
        System.out.println("terminated=" + pool.terminated + " isTerminated=" + pool.isTerminated() + " queue="
                + pool.getQueue().size() + " size=" + pool.getPoolSize() + " active=" + pool.getActiveCount());
    }

    /** Counts its hooks. */
    private static final class Watched extends ThreadPoolExecutor {
        private final AtomicInteger before = new AtomicInteger();
        private final AtomicInteger after = new AtomicInteger();
        private final AtomicInteger terminated = new AtomicInteger();
        private final AtomicInteger onOtherThreads = new AtomicInteger();
        private final AtomicInteger interrupted = new AtomicInteger();
        private final Set<Thread> inTask = ConcurrentHashMap.newKeySet();
        private final CountDownLatch meeting = Work.meeting(2);
        private final CountDownLatch looked = new CountDownLatch(1);

        Watched() {
            super(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }

        /** A task, different from all others. */
        Runnable task() {
            return new Runnable() {
                @Override
                public void run() {
                    if (!inTask.contains(Thread.currentThread())) {
                        onOtherThreads.incrementAndGet();
                    }
                    Work.meet(meeting);
                    Work.await(looked); // or it might be over first
                    Work.block(20);
                }
            };
        }

        Runnable longTask() {
            return new Runnable() {
                @Override
                public void run() {
                    meeting.countDown();
                    if (!Work.block(60_000)) {
                        interrupted.incrementAndGet();
                    }
                }
            };
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable task) {
            before.incrementAndGet();
            if (thread != Thread.currentThread() || !inTask.add(thread)) {
                onOtherThreads.incrementAndGet();
            }
        }

        @Override
        protected void afterExecute(Runnable task, Throwable thrown) {
            after.incrementAndGet();
            if (!inTask.remove(Thread.currentThread())) {
                onOtherThreads.incrementAndGet();
            }
        }

        @Override
        protected void terminated() {
            terminated.incrementAndGet();
        }

        @Override
        public String toString() {
            return "before=" + before + " after=" + after + " terminated=" + terminated + " elsewhere=" + onOtherThreads
                    + " completed=" + getCompletedTaskCount();
        }
    }
}
