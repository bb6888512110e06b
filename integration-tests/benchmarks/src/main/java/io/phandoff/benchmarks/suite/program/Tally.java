// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import io.phandoff.it.bench.Latencies;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** What the tasks of a program have done so far; any thread. */
final class Tally {

    private final Body body;
    private final LongAdder submitted = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder runs = new LongAdder();
    private final LongAdder completed = new LongAdder();
    private final Latencies latencies = new Latencies();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean measuring;
    private volatile boolean stopping;

    Tally(Body body) {
        this.body = body;
    }

    /** To be called before a task is given to the pool. */
    void submitted() {
        submitted.increment();
    }

    /**
     * Runs a task that was submitted; after {@link #stop} it does nothing.
     *
     * @param intended when it was to start: {@link System#nanoTime}
     * @return whether it ran
     */
    boolean run(long number, long intended) {
        try {
            return !stopping && timed(number, intended);
        } finally {
            ended.increment();
        }
    }

    private boolean timed(long number, long intended) {
        try {
            long outcome = body.run(number);
            runs.increment();
            if (outcome != Body.UNCOUNTED) {
                completed.increment();
            }
            if (measuring && outcome > Body.UNTIMED) {
                latencies.add(outcome == Body.WHOLE ? System.nanoTime() - intended : outcome);
            }
        } catch (Exception | Error e) {
            failed(e);
        }
        return true;
    }

    /** A task that was to start then and has not when the measured time is over: it waits for so long at least. */
    void unfinished(long intended, long now) {
        latencies.add(Math.max(0, now - intended));
    }

    /** Tasks run again after a {@link #stop}, unless one has failed. */
    void begin() {
        stopping = failure.get() != null;
    }

    /** What has to end the measurement. */
    void failed(Throwable thrown) {
        failure.compareAndSet(null, thrown);
        stopping = true;
    }

    /** From now on latencies are kept. */
    void measure() {
        latencies.clear();
        measuring = true;
    }

    /** Latencies are kept no longer, and tasks that have not begun do not run. */
    void stop() {
        measuring = false;
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    long completed() {
        return completed.sum();
    }

    /** The latency in milliseconds that this share of all does not exceed. */
    double latencyMillis(double share) {
        return latencies.quantile(share) / 1e6;
    }

    /** Whether nothing is left to end; what failed may have left something that never will. */
    boolean isOver() {
        return failure.get() != null || ended.sum() == submitted.sum();
    }

    /** Throws if a task failed, is missing, or did something wrong. */
    void check() throws Exception {
        if (failure.get() != null) {
            throw new IllegalStateException("a task failed", failure.get());
        }
        if (!isOver()) {
            throw new IllegalStateException(
                    "tasks never ended: ended=" + ended.sum() + " (expected: " + submitted.sum() + ")");
        }
        body.check(runs.sum());
    }
}
