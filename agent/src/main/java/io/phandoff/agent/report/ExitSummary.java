// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.HandoffRuntime;
import io.phandoff.runtime.ProcessorSnapshot;
import io.phandoff.runtime.StatsSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.slf4j.Logger;

/**
 * Logs what was done, when the JVM shuts down. A daemon does the writing and the shutdown hook waits for it only so
 * long: stderr may be a pipe that nobody reads, and the exit must not hang for that.
 */
public final class ExitSummary {

    private static final long MAX_WAIT_MILLIS = 2_000;
    private static final int MAX_PROCESSORS_SHOWN = 16;

    private ExitSummary() {}

    /**
     * Registers the shutdown hook.
     *
     * @param log where to log; not null
     */
    public static void register(Logger log) {
        Thread hook = new Thread(null, new Hook(log), "phandoff-exit", 0, false);
        hook.setContextClassLoader(ExitSummary.class.getClassLoader());
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static List<String> lines(StatsSnapshot stats) {
        List<String> lines = new ArrayList<>();
        KeyValues total = new KeyValues("SUMMARY " + stats.uptimeNanos() / 1_000_000 + "ms:")
                .add("processors", stats.processors())
                .add("tasks", stats.tasks())
                .add("grown", stats.grown())
                .add("peak-threads", stats.peakThreads())
                .add("overcommitted-runs", stats.overcommittedRuns());
        if (stats.passThroughReason() != null) {
            total.add("pass-through", stats.passThroughReason());
        }
        lines.add(total.toString());
        lines.add(counters("handoffs", stats.handoffs(), CallKind::name));
        lines.add(counters("soft-calls", stats.softCalls(), CallKind::name));
        lines.add(counters("retakes", stats.retakes(), StatsSnapshot.RETAKE_CAUSES::get));
        lines.add(byProcessor(stats));
        return lines;
    }

    /** What over-commit processors have begun is missing here. */
    private static String byProcessor(StatsSnapshot stats) {
        KeyValues line = new KeyValues("SUMMARY tasks-by-processor:");
        for (ProcessorSnapshot processor : stats.perProcessor()) {
            if (processor.id() == MAX_PROCESSORS_SHOWN) {
                line.add("more", stats.processors() - MAX_PROCESSORS_SHOWN);
                break;
            }
            line.add(Integer.toString(processor.id()), processor.tasks());
        }
        return line.toString();
    }

    private static String counters(String what, long[] counters, IntFunction<String> names) {
        KeyValues line = new KeyValues("SUMMARY " + what + ":").add("total", StatsLines.sum(counters));
        for (int i = 0; i < counters.length; i++) {
            if (counters[i] != 0) {
                line.add(names.apply(i), counters[i]);
            }
        }
        return line.toString();
    }

    /** Not a lambda: linking the first one would make every start slower. */
    private record Hook(Logger log) implements Runnable {
        @Override
        public void run() {
            try {
                AgentThreads.start("phandoff-summary", new Writer(log)).join(MAX_WAIT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (OutOfMemoryError e) {
                // No thread to be had any more: exit without a summary.
                return;
            }
        }
    }

    private record Writer(Logger log) implements Runnable {
        @Override
        public void run() {
            for (String line : lines(HandoffRuntime.snapshot())) {
                log.info(line);
            }
        }
    }
}
