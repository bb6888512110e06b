// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import java.util.concurrent.ExecutorService;

/** Tasks that repeat their work until the end, each on a thread of the pool that it keeps. */
final class EndlessTasks implements Driver {

    private final ExecutorService pool;
    private final Tally tally;
    private final int tasks;

    EndlessTasks(ExecutorService pool, Tally tally, int tasks) {
        this.pool = pool;
        this.tally = tally;
        this.tasks = tasks;
    }

    @Override
    public void start() {
        for (int i = 0; i < tasks; i++) {
            int number = i;
            tally.submitted();
            pool.execute(() -> repeat(number));
        }
    }

    private void repeat(int number) {
        long start = System.nanoTime();
        do {
            tally.submitted();
            tally.run(number, start);
            start = System.nanoTime();
        } while (!tally.isStopping());
        tally.run(number, start); // ends what was submitted; it is too late to run
    }

    @Override
    public void awaitEnd() {}
}
