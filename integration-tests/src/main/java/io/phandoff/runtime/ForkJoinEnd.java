// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The driver of a {@code ForkJoinPool} without the agent, step by step, in the order that needs a starter that was held up: the
 * pool was told of a worker that is blocked, that worker came back, the pool was shut down, its workers ended, and only then it is
 * taken back. From JDK 22 on the last worker finds the pool's counts not at 0, and somebody must look once more for who waits for
 * the end. (Who asks whether it has ended looks by that.)
 */
public final class ForkJoinEnd {
    private static final long LIMIT_SECONDS = 30;

    private ForkJoinEnd() {}

    /** Runs the program. */
    public static void main(String[] args) throws InterruptedException {
        ForkJoinPool executor = new ForkJoinPool(1);
        ForkJoinDriver driver = new ForkJoinDriver(executor, null);
        PoolSettings settings = new PoolSettings(PoolSettings.Grow.AUTO, 1, 0);
        Pool pool = new Pool("end", executor, driver, settings, Thread.currentThread(), true, new AtomicInteger());
        ForkJoinWorkerThread worker = executor.submit(() -> (ForkJoinWorkerThread) Thread.currentThread())
                .join();
        Thread waiter = new Thread(() -> awaitEnd(executor));
        waiter.setDaemon(true);
        waiter.start();
        while (waiter.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        ForkJoinAccess.addActive(executor, -1);
        pool.spareCame();
        executor.shutdown();
        worker.join();
        driver.takeBack(pool);
        waiter.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        System.out.println("ended=" + !waiter.isAlive() + " spares=" + pool.spares);
    }

    private static void awaitEnd(ForkJoinPool executor) {
        try {
            executor.awaitTermination(10 * LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
