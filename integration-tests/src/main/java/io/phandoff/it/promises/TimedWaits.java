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

/**
 * Timed waits in a pool that has grown, beside another that computes in bursts, or with an argument without a pause: never
 * early, and late by no more than a wait for a processor, which has a limit.
 */
public final class TimedWaits {

    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** The last limit of a wait for a processor, 100 ms, and four times as much for a machine that does other work. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Not even where the machine stands still for a while. */
    private static final long NEVER_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int ROUNDS = 30;
    /** Each may wait up to three times: to look for a task, to start it and to return. */
    private static final int ROUNDS_BESIDE_HOG = 9;

    private static volatile boolean done;

    private TimedWaits() {}

    private interface Wait {
        void run() throws Exception;
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        boolean bursts = args.length == 0;
        long pauseMillis = bursts ? 5 : 0;
        int rounds = bursts ? ROUNDS : ROUNDS_BESIDE_HOG;
        CountDownLatch never = new CountDownLatch(1);
        measure("sleep", pauseMillis, rounds, () -> TimeUnit.NANOSECONDS.sleep(WAIT_NANOS));
        measure("poll", pauseMillis, rounds, () -> new LinkedBlockingQueue<>().poll(WAIT_NANOS, TimeUnit.NANOSECONDS));
        measure("await", pauseMillis, rounds, () -> never.await(WAIT_NANOS, TimeUnit.NANOSECONDS));
        measure("get", pauseMillis, rounds, TimedWaits::get);
    }

    private static void get() throws Exception {
        try {
            new CompletableFuture<>().get(WAIT_NANOS, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return;
        }
        throw new IllegalStateException("no time-out");
    }

    private static void measure(String name, long pauseMillis, int rounds, Wait wait) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Work.meetIn(pool, 2); // before the other: beside one that never pauses it would not grow
        ExecutorService busy = Executors.newSingleThreadExecutor();
        CountDownLatch begun = new CountDownLatch(1);
        done = false;
        busy.execute(() -> {
            begun.countDown();
            compute(pauseMillis);
        });
        Work.await(begun);
        Lateness lateness = new Lateness();
        long start = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            pool.execute(() -> lateness.measure(wait));
        }
        boolean ended = Work.ends(pool);
        boolean all = System.nanoTime() - start < NEVER_NANOS; // each waits to begin as well, which it cannot see
        done = true;
        System.out.println(name + ": ended=" + (Work.ends(busy) && ended) + " " + lateness + " and in all="
                + (all ? "no" : "yes"));
    }

    private static void compute(long pauseMillis) {
        while (!done) {
            long end = System.nanoTime() + WAIT_NANOS / 2;
            while (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
            if (pauseMillis > 0) {
                Work.block(pauseMillis);
            }
        }
    }

    /** When waits ended, but for what a machine that does other work may do to some. */
    private static final class Lateness {
        private final AtomicInteger all = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private final AtomicInteger early = new AtomicInteger();
        private final AtomicInteger late = new AtomicInteger();
        private final AtomicInteger never = new AtomicInteger();

        void measure(Wait wait) {
            long start = System.nanoTime();
            try {
                wait.run();
            } catch (Exception e) {
                failed.incrementAndGet();
            }
            long lateness = System.nanoTime() - start - WAIT_NANOS;
            all.incrementAndGet();
            count(lateness < 0, early);
            count(lateness > LATE_NANOS, late);
            count(lateness > NEVER_NANOS, never);
        }

        private static void count(boolean hit, AtomicInteger counter) {
            if (hit) {
                counter.incrementAndGet();
            }
        }

        @Override
        public String toString() {
            return "waits=" + all + " failed=" + failed + " early=" + early + " most in time="
                    + (2 * late.get() < all.get() ? "yes" : "no, late=" + late) + " beyond all limits=" + never;
        }
    }
}
