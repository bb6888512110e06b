// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.agent.transform.TransformFailures;
import io.phandoff.runtime.HandoffRuntime;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** The thread {@code phandoff-stats}: logs the statistics at a fixed rate until the JVM ends. */
public final class StatsReporter implements Runnable {

    private final Logger log;
    private final long intervalNanos;
    private final TransformWarnings transformWarnings;
    private final StatsLines lines = new StatsLines();

    private StatsReporter(Logger log, long intervalNanos, TransformFailures failures) {
        this.log = log;
        this.intervalNanos = intervalNanos;
        this.transformWarnings = new TransformWarnings(failures);
        // Told at the start.
        transformWarnings.next();
    }

    /**
     * Starts the thread, a daemon.
     *
     * @param log where to log; not null
     * @param intervalNanos time between two reports, more than 0
     * @param failures classes that cannot be rewritten while the program runs; not null
     */
    public static void start(Logger log, long intervalNanos, TransformFailures failures) {
        AgentThreads.start("phandoff-stats", new StatsReporter(log, intervalNanos, failures));
    }

    @Override
    public void run() {
        try {
            long next = System.nanoTime() + intervalNanos;
            while (true) {
                long wait = next - System.nanoTime();
                if (wait > 0) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                } else {
                    report();
                    // After a pause of the whole machine: one report, not those that were missed.
                    next = Math.max(next + intervalNanos, System.nanoTime());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError e) {
            log.warn(new KeyValues("stats-stopped").add("cause", e.toString()).toString());
        }
    }

    private void report() {
        for (String line : lines.of(HandoffRuntime.snapshot())) {
            log.info(line);
        }
        String warning = transformWarnings.next();
        if (warning != null) {
            log.warn(warning);
        }
    }
}
