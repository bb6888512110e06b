// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.promises;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Tasks that throw, and tasks that are cancelled, in a pool that grows. */
public final class Failures {

    private Failures() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        uncaught();
        cancelled();
    }

    private static void uncaught() throws InterruptedException {
        AtomicInteger handled = new AtomicInteger();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Told pool = new Told(task -> {
            Thread thread = new Thread(task);
            thread.setUncaughtExceptionHandler((dead, cause) -> {
                if (dead == Thread.currentThread() && "doomed".equals(cause.getMessage())) {
                    handled.incrementAndGet();
                }
            });
            threads.add(thread);
            return thread;
        });
        Work.meetIn(pool, 3);
        for (int i = 0; i < 90; i++) {
            int task = i;
            pool.execute(() -> {
                Work.block(10);
                if (task % 3 == 0) {
                    throw new IllegalStateException("doomed");
                }
            });
        }
        boolean completed = Work.comes(() -> pool.getCompletedTaskCount() == 94);
        boolean told = Work.comes(() -> handled.get() == 30);
        boolean size = Work.comes(() -> pool.getPoolSize() == 3);
        System.out.println("completed=" + completed + " handled=" + told + " size right=" + size + " " + pool);
        // the getters leave spares out: once those have left, the threads are as many as they say
        System.out.println("alive right="
                + Work.comes(() -> threads.stream().filter(Thread::isAlive).count() == 3));
        System.out.println("ended=" + Work.ends(pool) + " handled=" + handled + " alive="
                + !Work.comes(() -> threads.stream().noneMatch(Thread::isAlive)));
    }

    /** Counts what its hook is told of the end of tasks. */
    private static final class Told extends ThreadPoolExecutor {
        private final AtomicInteger doomed = new AtomicInteger();
        private final AtomicInteger well = new AtomicInteger();

        Told(ThreadFactory factory) {
            super(3, 3, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        }

        @Override
        protected void afterExecute(Runnable task, Throwable thrown) {
            if (thrown == null) {
                well.incrementAndGet();
            } else if ("doomed".equals(thrown.getMessage())) {
                doomed.incrementAndGet();
            }
        }

        @Override
        public String toString() {
            return "told: well=" + well + " doomed=" + doomed;
        }
    }

    /** Only the cancelled one is interrupted. */
    private static void cancelled() throws InterruptedException {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        Set<Integer> interrupted = ConcurrentHashMap.newKeySet();
        Set<Integer> began = ConcurrentHashMap.newKeySet();
        AtomicInteger flagged = new AtomicInteger();
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int task = i;
            futures.add(pool.submit(() -> {
                if (Thread.currentThread().isInterrupted()) {
                    flagged.incrementAndGet();
                }
                began.add(task);
                if (!Work.block(task % 4 == 0 ? 60_000 : 30)) {
                    interrupted.add(task);
                }
            }));
        }
        for (int task = 0; task < 40; task += 4) {
            int each = task;
            Work.comes(() -> began.contains(each));
            futures.get(task).cancel(true);
        }
        boolean ended = Work.ends(pool);
        boolean right = interrupted.size() == 10 && interrupted.stream().allMatch(task -> task % 4 == 0);
        System.out.println("cancelled: ended=" + ended + " interrupted=" + (right ? "those" : interrupted)
                + " others flagged=" + flagged + " completed=" + pool.getCompletedTaskCount());
    }
}
