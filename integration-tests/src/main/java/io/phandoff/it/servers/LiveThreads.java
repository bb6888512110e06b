// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.servers;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The threads of the JVM by name, and waiting for something to come true. */
final class LiveThreads {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(40);

    private LiveThreads() {}

    /** How many threads have a name that contains the part. */
    static int named(String part) {
        int count = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            count += thread.getName().contains(part) ? 1 : 0;
        }
        return count;
    }

    /** Whether the condition holds, within forty seconds. */
    static boolean eventually(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(1);
        }
        return true;
    }
}
