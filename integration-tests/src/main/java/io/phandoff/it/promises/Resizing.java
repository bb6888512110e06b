// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.promises;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Sizes and keep-alive times changed while the pool works; threads that have nothing to do leave. Argument: a part, or none for all but the slow one. */
public final class Resizing {

    /** Spares that stayed their own time would take ten seconds. */
    private static final long SOON_MILLIS = 7_000;

    private static final Set<Thread> THREADS = ConcurrentHashMap.newKeySet();

    private Resizing() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            sparesLeave();
            return;
        }
        grownAndShrunk();
        shrunkToOne();
        coreTimesOut();
    }

    private static ThreadPoolExecutor pool(int size, long keepAliveMillis) {
        THREADS.clear();
        return new ThreadPoolExecutor(
                size, size, keepAliveMillis, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task);
                    THREADS.add(thread);
                    return thread;
                });
    }

    private static long alive() {
        return THREADS.stream().filter(Thread::isAlive).count();
    }

    private static void grownAndShrunk() throws InterruptedException {
        ThreadPoolExecutor pool = pool(2, 50);
        Work.meetIn(pool, 2);
        for (int round = 0; round < 3; round++) {
            Work.grow(pool);
            pool.setMaximumPoolSize(6);
            pool.setCorePoolSize(6);
            Work.grow(pool);
            System.out.println(
                    "larger: size=" + Work.comes(() -> pool.getPoolSize() == 6) + " core=" + pool.getCorePoolSize());
            pool.setCorePoolSize(2);
            pool.setMaximumPoolSize(2);
            Work.grow(pool);
            System.out.println("smaller: size=" + Work.comes(() -> pool.getPoolSize() == 2) + " maximum="
                    + pool.getMaximumPoolSize());
            pool.setKeepAliveTime(20 + round, TimeUnit.MILLISECONDS);
        }
        int tasks = 3 + 9 * 20;
        System.out.println("completed=" + Work.comes(() -> pool.getCompletedTaskCount() == tasks) + " largest="
                + pool.getLargestPoolSize() + " ended=" + Work.ends(pool));
    }

    /** One thread at a time from then on. */
    private static void shrunkToOne() throws InterruptedException {
        ThreadPoolExecutor pool = pool(3, 10);
        Work.meetIn(pool, 3);
        Work.grow(pool);
        pool.setCorePoolSize(1);
        pool.setMaximumPoolSize(1);
        System.out.println("shrunk to one: " + Work.comes(() -> pool.getQueue().isEmpty() && alive() == 1));
        Work.grow(pool);
        Work.block(50);
        System.out.println("stays one: " + (alive() == 1) + " ended=" + Work.ends(pool));
    }

    private static void coreTimesOut() throws InterruptedException {
        ThreadPoolExecutor pool = pool(2, 100);
        pool.allowCoreThreadTimeOut(true);
        Work.meetIn(pool, 2);
        Work.grow(pool);
        Work.comes(() -> pool.getCompletedTaskCount() == 23);
        long start = System.nanoTime();
        boolean gone = Work.comes(() -> alive() == 0 && pool.getPoolSize() == 0);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        System.out.println("all gone=" + gone + " soon=" + (millis < SOON_MILLIS ? "yes" : "no, after ms " + millis));
        Work.grow(pool);
        System.out.println(
                "back=" + Work.comes(() -> pool.getCompletedTaskCount() == 43) + " ended=" + Work.ends(pool));
    }

    private static void sparesLeave() throws InterruptedException {
        ThreadPoolExecutor pool = pool(2, 0);
        Work.meetIn(pool, 2);
        Work.grow(pool);
        Work.comes(() -> pool.getCompletedTaskCount() == 23);
        System.out.println("two are left=" + Work.comes(() -> alive() == 2) + " size=" + pool.getPoolSize());
        System.out.println("ended=" + Work.ends(pool));
    }
}
