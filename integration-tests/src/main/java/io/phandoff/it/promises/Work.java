// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.promises;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What the programs here do again and again. */
final class Work {

    /** For what comes for certain, only when is open. */
    private static final long LIMIT_SECONDS = 30;

    private Work() {}

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
