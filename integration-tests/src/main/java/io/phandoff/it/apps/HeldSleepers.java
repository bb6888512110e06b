// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Tasks on a fixed pool of two, each of which sleeps at least once, and goes on to do so until standard input ends: so that the
 * pool can be looked at for as long as that takes. Argument: the number of tasks.
 */
public final class HeldSleepers {
    private static final long MILLIS = 100;
    private static volatile boolean held = true;

    private HeldSleepers() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            futures.add(pool.submit(HeldSleepers::sleep));
        }
        System.in.read();
        held = false;
        for (Future<?> future : futures) {
            future.get();
        }
        pool.shutdown();
    }

    private static Void sleep() throws InterruptedException {
        do {
            Thread.sleep(MILLIS);
        } while (held);
        return null;
    }
}
