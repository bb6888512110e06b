// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tasks come when they come, whether those before them have ended or not. The time of each counts from when it was to
 * start: if the program, or this client, is late, then all that come meanwhile are late as well, and none is left out.
 */
final class OpenLoop implements Driver {

    /** Takes a task and when it was to start. */
    interface Target {
        void submit(long number, long intended);
    }

    private final Arrivals arrivals;
    private final long slowNanos;
    private final Clock clock;
    private final Target target;
    private final Tally tally;
    private final Thread client = new Thread(this::submitAll, "client");

    /** For {@code slowNanos} half as many come: or it would take far longer than the warm-up to work off what it left. */
    OpenLoop(Arrivals arrivals, long slowNanos, Clock clock, Target target, Tally tally) {
        this.arrivals = arrivals;
        this.slowNanos = slowNanos;
        this.clock = clock;
        this.target = target;
        this.tally = tally;
    }

    static OpenLoop on(ExecutorService pool, Tally tally, double perSecond, long slowMillis) {
        Target target = (number, intended) -> pool.execute(() -> {
            if (!tally.run(number, intended)) {
                tally.unfinished(intended, System.nanoTime());
            }
        });
        return new OpenLoop(
                new Arrivals(perSecond), TimeUnit.MILLISECONDS.toNanos(slowMillis), Clock.SYSTEM, target, tally);
    }

    @Override
    public void start() {
        client.setDaemon(true);
        client.start();
    }

    void submitAll() {
        try {
            long number = 0;
            long start = clock.nanos();
            long intended = start + 2 * arrivals.nextGap();
            while (!tally.isStopping()) {
                long early = intended - clock.nanos();
                if (early > 0) {
                    clock.sleep(early);
                } else {
                    tally.submitted();
                    target.submit(number++, intended);
                    intended += (intended - start < slowNanos ? 2 : 1) * arrivals.nextGap();
                }
            }
        } catch (RuntimeException | Error e) {
            tally.failed(e);
        }
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        client.join();
    }
}
