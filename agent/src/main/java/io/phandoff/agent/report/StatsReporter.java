// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.agent.config.AgentOptions;
import io.phandoff.agent.config.OptionTable;
import io.phandoff.agent.life.Closers;
import io.phandoff.agent.transform.TransformFailures;
import io.phandoff.runtime.HandoffRuntime;
import io.phandoff.runtime.StatsSnapshot;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** The thread {@code phandoff-stats}: logs the statistics at a fixed rate, less often while nothing happens, and what is wrong, until the JVM ends. */
public final class StatsReporter implements Runnable {
    private static final long NEVER = Long.MAX_VALUE / 4;
    private static final long FIRST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Logger log;
    private final long intervalNanos;
    private final TransformWarnings transformWarnings;
    private final StatsLines lines = new StatsLines();
    private final long diagnosisNanos;
    private final int maxTotal;
    /** Made at the first look: nothing of it is to be loaded at the start. */
    private DiagnosisRound diagnosis;

    private Quiet quiet;

    private StatsReporter(Logger log, AgentOptions options, TransformFailures failures) {
        this.log = log;
        intervalNanos = options.get(OptionTable.STATS_INTERVAL);
        diagnosisNanos = options.get(OptionTable.DIAGNOSIS_INTERVAL);
        maxTotal = options.get(OptionTable.GROW_MAX_TOTAL);
        this.transformWarnings = new TransformWarnings(failures);
        // Told at the start.
        transformWarnings.next();
    }

    /** Ends the thread. */
    private record End(Thread thread) implements AutoCloseable {
        @Override
        public void close() {
            Closers.end(thread);
        }
    }

    /**
     * Starts the thread, a daemon, unless it has nothing to log. It ends when the agent is stopped.
     *
     * @param log where to log; not null
     * @param options which say how often; not null
     * @param failures classes that cannot be rewritten while the program runs; not null
     */
    public static void start(Logger log, AgentOptions options, TransformFailures failures) {
        StatsReporter reporter = new StatsReporter(log, options, failures);
        if (reporter.intervalNanos > 0 || reporter.diagnosisNanos > 0) {
            Closers.add(new End(AgentThreads.start("phandoff-stats", reporter)));
        }
    }

    @Override
    public void run() {
        try {
            long begin = System.nanoTime();
            long report = begin + (intervalNanos > 0 ? intervalNanos : NEVER);
            long look = begin + (diagnosisNanos > 0 ? Math.min(FIRST_LOOK_NANOS, diagnosisNanos) : NEVER);
            while (true) {
                long now = System.nanoTime();
                if (report - now <= 0) {
                    report();
                    // After a pause of the whole machine: one report, not those that were missed.
                    report = Math.max(report + intervalNanos - now, System.nanoTime() - now) + now;
                } else if (look - now <= 0) {
                    look = look() + System.nanoTime();
                } else {
                    TimeUnit.NANOSECONDS.sleep(Math.min(report - now, look - now));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError e) {
            log.warn(new KeyValues("stats-stopped").add("cause", e.toString()).toString());
        }
    }

    private long look() {
        if (diagnosis == null) {
            diagnosis = new DiagnosisRound(log, diagnosisNanos, maxTotal);
        }
        return diagnosis.look();
    }

    private void report() {
        if (quiet == null) {
            quiet = new Quiet(new RuntimeActivity());
        }
        if (!quiet.leavesOut()) {
            StatsSnapshot stats = HandoffRuntime.snapshot();
            quiet.gathered();
            for (String line : lines.of(stats)) {
                log.info(line);
            }
        }
        String warning = transformWarnings.next();
        if (warning != null) {
            log.warn(warning);
        }
    }
}
