// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * So many tasks in flight. One client thread, none of the pool's, submits each again when it has ended: a task that submitted
 * itself would still occupy its worker, and a cached pool would start a thread for each.
 */
final class ClosedLoop implements Driver {

    private final ExecutorService pool;
    private final Tally tally;
    private final int inFlight;
    private final BlockingQueue<Loop> answered = new LinkedBlockingQueue<>();
    private final Thread client = new Thread(this::submitAgain, "client");

    ClosedLoop(ExecutorService pool, Tally tally, int inFlight) {
        this.pool = pool;
        this.tally = tally;
        this.inFlight = inFlight;
    }

    @Override
    public void start() {
        for (int slot = 0; slot < inFlight; slot++) {
            answered.add(new Loop(slot));
        }
        client.setDaemon(true);
        client.start();
    }

    private void submitAgain() {
        try {
            while (!tally.isStopping()) {
                Loop loop = answered.take();
                tally.submitted();
                pool.execute(loop);
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            tally.failed(e);
        }
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        client.join();
    }

    /** One of the tasks in flight. */
    private final class Loop implements Runnable {

        private long number;
        /** When the client had it to submit: a submission that the CPU is too busy for is waiting as well. */
        private long since = System.nanoTime();

        Loop(int slot) {
            number = slot;
        }

        @Override
        public void run() {
            tally.run(number, since);
            number += inFlight;
            since = System.nanoTime();
            answered.add(this);
        }
    }
}
