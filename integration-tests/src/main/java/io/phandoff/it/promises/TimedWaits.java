// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.promises;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Timed waits in a pool that grows, beside a pool that computes: never early, and late by no more than a wait for a processor. */
public final class TimedWaits {

    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** The last limit of such a wait, 100 ms, and as much for a machine that does other work. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final int ROUNDS = 30;

    private static final int MOST_LATE = 6;

    /** A pause of the machine hits all that wait at once, but not one kind of wait for good. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(8);

    private static volatile boolean done;

    private TimedWaits() {}

    private interface Wait {
        void run() throws Exception;
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        ExecutorService busy = Executors.newSingleThreadExecutor();
        busy.execute(TimedWaits::compute);
        CountDownLatch never = new CountDownLatch(1);
        measure("sleep", () -> TimeUnit.NANOSECONDS.sleep(WAIT_NANOS));
        measure("poll", () -> new LinkedBlockingQueue<>().poll(WAIT_NANOS, TimeUnit.NANOSECONDS));
        measure("await", () -> never.await(WAIT_NANOS, TimeUnit.NANOSECONDS));
        measure("get", TimedWaits::get);
        done = true;
        System.out.println("ended=" + Work.ends(busy));
    }

    /** In bursts: a pool beside one that never pauses gets no spares on one processor. */
    private static void compute() {
        while (!done) {
            long end = System.nanoTime() + WAIT_NANOS / 2;
            while (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
            Work.block(5);
        }
    }

    private static void get() throws Exception {
        try {
            new CompletableFuture<>().get(WAIT_NANOS, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return;
        }
        throw new IllegalStateException("no time-out");
    }

    private static void measure(String name, Wait wait) throws InterruptedException {
        AtomicInteger early = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        long end = System.nanoTime() + LIMIT_NANOS;
        boolean ended = true;
        int late;
        do {
            AtomicInteger lateNow = new AtomicInteger();
            ended &= run(wait, early, lateNow, failed);
            late = lateNow.get();
        } while (late > MOST_LATE && System.nanoTime() - end < 0);
        System.out.println(name + ": ended=" + ended + " early=" + early + " failed=" + failed + " late="
                + (late > MOST_LATE ? late : "no"));
    }

    /** All rounds in a pool of their own; whether it ended. */
    private static boolean run(Wait wait, AtomicInteger early, AtomicInteger late, AtomicInteger failed)
            throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Work.meetIn(pool, 2);
        for (int i = 0; i < ROUNDS; i++) {
            pool.execute(() -> {
                long start = System.nanoTime();
                try {
                    wait.run();
                } catch (Exception e) {
                    failed.incrementAndGet();
                }
                long nanos = System.nanoTime() - start;
                if (nanos < WAIT_NANOS) {
                    early.incrementAndGet();
                } else if (nanos > WAIT_NANOS + LATE_NANOS) {
                    late.incrementAndGet();
                }
            });
        }
        return Work.ends(pool);
    }
}
