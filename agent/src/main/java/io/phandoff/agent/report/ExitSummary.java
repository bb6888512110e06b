// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.agent.life.Closers;
import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.ProcessorSnapshot;
import io.phandoff.runtime.StatsSnapshot;
import java.util.ArrayList;
import java.util.List;

/** Logs what was done, when the JVM shuts down; see {@link SummaryWriter}. */
public final class ExitSummary {

    private static final int MAX_PROCESSORS_SHOWN = 16;

    private ExitSummary() {}

    /**
     * Registers the shutdown hook, which a stop of the agent takes back.
     *
     * @param log where to log; not null
     */
    public static void register(AgentLog log) {
        Thread hook = new Thread(null, new Hook(log), "phandoff-exit", 0, false);
        hook.setContextClassLoader(ExitSummary.class.getClassLoader());
        Runtime.getRuntime().addShutdownHook(hook);
        Closers.add(new Unregister(hook));
    }

    private record Unregister(Thread hook) implements AutoCloseable {
        @Override
        public void close() {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    static List<String> lines(StatsSnapshot stats) {
        List<String> lines = new ArrayList<>();
        KeyValues total = new KeyValues("SUMMARY " + stats.uptimeNanos() / 1_000_000 + "ms:")
                .add("processors", stats.processors())
                .add("tasks", stats.tasks())
                .add("grown", stats.grown())
                .add("peak-threads", stats.peakThreads())
                .add("overcommitted-runs", stats.overcommittedRuns());
        StatsLines.addMode(total, stats);
        lines.add(total.toString());
        List<String> kinds = kinds(stats.handoffs().length);
        lines.add(counters("handoffs", stats.handoffs(), kinds));
        lines.add(counters("soft-calls", stats.softCalls(), kinds));
        lines.add(counters("retakes", stats.retakes(), StatsSnapshot.RETAKE_CAUSES));
        lines.add(byProcessor(stats));
        for (PoolSnapshot pool : stats.pools()) {
            StatsLines.addIfAny(lines, PoolLines.blockedTime(pool));
            StatsLines.addIfAny(lines, PoolLines.starved(pool, stats.uptimeNanos()));
        }
        StatsLines.addIfAny(lines, PoolLines.blockedTimeOfGone(stats));
        lines.addAll(StallLines.mostSeen(stats));
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

    private static String counters(String what, long[] counters, List<String> names) {
        KeyValues line = new KeyValues("SUMMARY " + what + ":").add("total", StatsSnapshot.sum(counters));
        for (int i = 0; i < counters.length; i++) {
            if (counters[i] != 0) {
                line.add(names.get(i), counters[i]);
            }
        }
        return line.toString();
    }

    private static List<String> kinds(int count) {
        List<String> names = new ArrayList<>(count);
        for (int kind = 0; kind < count; kind++) {
            names.add(CallKind.name(kind));
        }
        return names;
    }

    /** Not a lambda, as nothing in this class is: linking the first one would make every start, or end, slower. */
    private record Hook(AgentLog log) implements Runnable {
        @Override
        public void run() {
            try {
                SummaryWriter writer = new SummaryWriter(log);
                writer.await(AgentThreads.start("phandoff-summary", writer));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (OutOfMemoryError e) {
                // No thread to be had any more: exit without a summary.
                return;
            }
        }
    }
}
