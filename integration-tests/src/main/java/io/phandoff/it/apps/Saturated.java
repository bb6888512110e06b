// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * A pool of two that always has 64 tasks, each of which is blocked for some milliseconds; so that it can be changed from outside
 * while it runs. Arguments: fixed or forkjoin, and the milliseconds. Commands on standard input: {@code tasks n} waits, with
 * forkjoin until the pool has had no task for a moment, and then for n more tasks and prints how long that took and the number of threads; {@code beans} prints how many MBeans of the agent there are; {@code end} ends and prints what became of all tasks.
 */
public final class Saturated {
    private static final int IN_FLIGHT = 64;
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final AtomicLong DONE = new AtomicLong();
    private static final AtomicLong FAILED = new AtomicLong();
    private static long underLock;
    private static volatile boolean ends;
    /** Whether all tasks in flight are to end before the next one is given to the pool. */
    private static volatile boolean runsDry;

    private Saturated() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        boolean fixed = args[0].equals("fixed");
        long millis = Long.parseLong(args[1]);
        ExecutorService pool = fixed ? Executors.newFixedThreadPool(2) : new ForkJoinPool(2);
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        AtomicLong submitted = new AtomicLong();
        Thread feeder = new Thread(() -> feed(pool, inFlight, submitted, millis), "feeder");
        feeder.start();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("ready");
            for (String line = in.readLine(); !line.equals("end"); line = in.readLine()) {
                if (line.equals("beans")) {
                    System.out.println("beans=" + beans());
                } else {
                    measure(pool, Long.parseLong(line.substring("tasks ".length())));
                }
            }
        }
        ends = true;
        feeder.join();
        pool.shutdown();
        boolean ended = pool.awaitTermination(30, TimeUnit.SECONDS);
        System.out.println("ended=" + ended + " failed=" + FAILED + " lost=" + (submitted.get() - underLock));
    }

    private static int beans() throws MalformedObjectNameException {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("io.phandoff:*"), null)
                .size();
    }

    private static void feed(ExecutorService pool, Semaphore inFlight, AtomicLong submitted, long millis) {
        while (!ends) {
            if (runsDry) {
                inFlight.acquireUninterruptibly(IN_FLIGHT);
                runsDry = false;
                inFlight.release(IN_FLIGHT);
            }
            inFlight.acquireUninterruptibly();
            submitted.incrementAndGet();
            pool.execute(() -> task(inFlight, millis));
        }
    }

    private static void task(Semaphore inFlight, long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            LOCK.lock();
            try {
                underLock++;
            } finally {
                LOCK.unlock();
            }
            DONE.incrementAndGet();
        } catch (InterruptedException | RuntimeException | LinkageError e) {
            FAILED.incrementAndGet();
        } finally {
            inFlight.release();
        }
    }

    /** A worker of a fork-join pool begins anew only when the queue that it takes from is empty, up to 21. */
    private static void measure(ExecutorService pool, long tasks) throws InterruptedException {
        runsDry = pool instanceof ForkJoinPool;
        while (runsDry) {
            Thread.sleep(1);
        }
        long begin = System.nanoTime();
        long until = DONE.get() + tasks;
        while (DONE.get() < until) {
            Thread.sleep(1);
        }
        long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        int threads =
                pool instanceof ThreadPoolExecutor fixed ? fixed.getPoolSize() : ((ForkJoinPool) pool).getPoolSize();
        System.out.println("elapsedMillis=" + elapsed + " poolSize=" + threads);
    }
}
