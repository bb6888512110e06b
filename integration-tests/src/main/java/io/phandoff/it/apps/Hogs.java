// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A pool with tasks that compute for a millisecond, until its standard input ends. Argument: its threads; 4 without. */
public final class Hogs {
    private static volatile boolean ends;

    private Hogs() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        int threads = args.length == 0 ? 4 : Integer.parseInt(args[0]);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < 2 * threads; i++) {
            submit(pool);
        }
        System.out.println("ready");
        System.in.transferTo(System.out);
        ends = true;
        pool.shutdown();
        System.out.println("ended");
    }

    private static void submit(ExecutorService pool) {
        pool.execute(() -> {
            Cpu.burnMicros(1_000);
            if (!ends) {
                submit(pool);
            }
        });
    }
}
