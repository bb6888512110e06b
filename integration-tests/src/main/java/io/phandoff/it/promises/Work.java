// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.promises;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What the programs here do again and again. */
final class Work {

    /** For what comes for certain, only when is open. */
    private static final long LIMIT_SECONDS = 30;

    /** Set where the agent is: whoever waits for a spare waits for what comes for certain. */
    static final boolean GROWS = Boolean.getBoolean("it.grows");

    private Work() {}

    /**
     * Where the first tasks of a pool wait for one another: as many as it has threads, and one more with the agent. So all of
     * them run at once, and it has grown, however late a thread comes.
     */
    static CountDownLatch meeting(int threads) {
        return new CountDownLatch(GROWS ? threads + 1 : threads);
    }

    /** A task waits for the others; those that come later find them met. */
    static void meet(CountDownLatch meeting) {
        meeting.countDown();
        await(meeting);
    }

    /** Has one task more than a pool has threads meet, with the agent or without, and waits for them. */
    static void meetIn(Executor pool, int threads) {
        meetIn(pool, threads, () -> {});
    }

    /** The same, and each does something before. */
    static void meetIn(Executor pool, int threads, Runnable before) {
        CountDownLatch meeting = meeting(threads);
        for (int i = 0; i <= threads; i++) {
            pool.execute(() -> {
                before.run();
                meet(meeting);
            });
        }
        await(meeting);
    }

    /** Waits for others. */
    static void await(CountDownLatch others) {
        try {
            if (!others.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("others have not come: missing=" + others.getCount());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Blocks long enough to justify a spare; false if it was interrupted. */
    static boolean block(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Gives the pool so many blocking tasks that it grows. */
    static void grow(ExecutorService pool) {
        for (int i = 0; i < 20; i++) {
            pool.execute(() -> block(20));
        }
    }

    /** Waits for what must come to pass; false if it does not. */
    static boolean comes(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(1);
        }
        return true;
    }

    /** Shuts a pool down; whether it ends. */
    static boolean ends(ExecutorService pool) throws InterruptedException {
        pool.shutdown();
        return pool.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
