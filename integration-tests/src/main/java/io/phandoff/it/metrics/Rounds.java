// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A pool of two that is given rounds of tasks; each blocks, computes and has a result that is checked. */
final class Rounds {
    private static final int TASKS = 32;

    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final Object monitor = new Object();
    private int rounds;
    private int inside;

    int rounds() {
        return rounds;
    }

    /** One round; an exception if a result is wrong or does not come within a minute. */
    void run() throws Exception {
        List<Future<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            int task = i;
            futures.add(pool.submit(() -> task(task)));
        }
        for (int i = 0; i < TASKS; i++) {
            int result = futures.get(i).get(60, TimeUnit.SECONDS);
            if (result != i * i) {
                throw new IllegalStateException("wrong result: task=" + i + " result=" + result);
            }
        }
        rounds++;
    }

    private int task(int number) throws InterruptedException {
        Thread.sleep(2);
        synchronized (monitor) {
            if (++inside != 1) {
                throw new IllegalStateException("not alone: inside=" + inside);
            }
            inside--;
        }
        return number * number;
    }

    /** Shuts the pool down and waits for its end. */
    void end() throws InterruptedException {
        pool.shutdown();
        if (!pool.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("pool does not end");
        }
    }
}
