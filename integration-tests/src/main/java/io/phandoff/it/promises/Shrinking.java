// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.promises;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * How many threads a pool really has, whatever it tells, when its sizes and its keep-alive time change. Where it grows the
 * agent may give it one spare.
 */
public final class Shrinking {

    /** Threads that stay as long as spares do would take ten seconds. */
    private static final long SOON_MILLIS = 7_000;

    private static final int SPARES = Work.GROWS ? 1 : 0;
    private static final int CORE = 2;
    private static final int MORE = 6;

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor pool;

    private Shrinking(int maximum, BlockingQueue<Runnable> queue) {
        pool = new ThreadPoolExecutor(CORE, maximum, 1, TimeUnit.MINUTES, queue, task -> {
            Thread thread = new Thread(task);
            threads.add(thread);
            return thread;
        });
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        new Shrinking(CORE, new LinkedBlockingQueue<>()).smallerMaximum();
        new Shrinking(CORE, new LinkedBlockingQueue<>()).smallerCore();
        new Shrinking(MORE, new SynchronousQueue<>()).directHandoff();
    }

    private long alive() {
        return threads.stream().filter(Thread::isAlive).count();
    }

    /** Those beyond the maximum leave although tasks are queued all the time. */
    private void smallerMaximum() throws InterruptedException {
        enlarge();
        Work.grow(pool);
        pool.setCorePoolSize(CORE);
        pool.setMaximumPoolSize(CORE);
        boolean left = Work.comes(() -> {
            if (pool.getQueue().size() < MORE + SPARES) {
                Work.grow(pool);
            }
            return alive() <= CORE + SPARES;
        });
        System.out.println("smaller maximum: left=" + left);
        pool.setKeepAliveTime(20, TimeUnit.MILLISECONDS);
        System.out.println("two are left=" + Work.comes(() -> alive() == CORE) + " size=" + pool.getPoolSize()
                + " ended=" + Work.ends(pool));
    }

    /** Those beyond the core size leave after the keep-alive time of the pool, not of a spare. */
    private void smallerCore() throws InterruptedException {
        enlarge();
        pool.setKeepAliveTime(20, TimeUnit.MILLISECONDS);
        pool.setCorePoolSize(CORE);
        System.out.println("smaller core: " + leaveSoon(CORE + SPARES) + " ended=" + Work.ends(pool));
    }

    /** Gives it threads of its own, with nothing to do, beside the spare. */
    private void enlarge() throws InterruptedException {
        Work.meetIn(pool, CORE);
        Work.grow(pool); // so that whatever the starter of the spare had left to do is done
        Work.comes(() -> pool.getCompletedTaskCount() == CORE + 1 + 20);
        pool.setMaximumPoolSize(MORE);
        pool.setCorePoolSize(MORE);
        pool.prestartAllCoreThreads();
        long threads = alive();
        System.out.println("larger: size=" + pool.getPoolSize() + " one more=" + (pool.prestartCoreThread() ? 1 : 0)
                + " threads=" + (threads >= MORE && threads <= MORE + SPARES ? "right" : threads));
    }

    /** No pool that grows. */
    private void directHandoff() throws InterruptedException {
        CountDownLatch meeting = new CountDownLatch(MORE);
        for (int i = 0; i < MORE; i++) {
            pool.execute(() -> Work.meet(meeting));
        }
        Work.await(meeting);
        System.out.println("direct handoff: threads=" + alive());
        pool.setKeepAliveTime(20, TimeUnit.MILLISECONDS);
        System.out.println(leaveSoon(CORE) + " ended=" + Work.ends(pool));
    }

    private String leaveSoon(int stay) throws InterruptedException {
        long start = System.nanoTime();
        boolean left = Work.comes(() -> alive() <= stay);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return "left=" + left + " soon=" + (millis < SOON_MILLIS ? "yes" : "no, after ms " + millis);
    }
}
