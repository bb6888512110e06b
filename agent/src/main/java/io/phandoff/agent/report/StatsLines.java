// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.StatsSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the statistics: one line in the shape of Go's schedtrace, then one a pool that has threads or has worked since
 * the last time. Counters count from the start. Used by one thread.
 */
final class StatsLines {

    /** Tasks at the last time by pool name; pools of one name are added up. */
    private Map<String, Long> lastTasks = new HashMap<>();

    List<String> of(StatsSnapshot stats) {
        List<String> lines = new ArrayList<>();
        lines.add(schedLine(stats));
        Map<String, Long> tasks = new HashMap<>();
        for (PoolSnapshot pool : stats.pools()) {
            tasks.merge(pool.name(), pool.tasks(), Long::sum);
        }
        for (PoolSnapshot pool : stats.pools()) {
            if (pool.threads() > 0 || !tasks.get(pool.name()).equals(lastTasks.get(pool.name()))) {
                lines.add(poolLine(pool));
            }
        }
        lastTasks = tasks;
        return lines;
    }

    static long sum(long[] counters) {
        long sum = 0;
        for (long counter : counters) {
            sum += counter;
        }
        return sum;
    }

    private static String schedLine(StatsSnapshot stats) {
        KeyValues line = new KeyValues("SCHED " + stats.uptimeNanos() / 1_000_000 + "ms:")
                .add("processors", stats.processors())
                .add("idle", stats.idle())
                .add("in-call", stats.inCall())
                .add("overcommitted", stats.overcommitted())
                .add("starting", stats.starting())
                .add("resuming", stats.resuming())
                .add("threads", stats.threads())
                .add("spares", stats.spares())
                .add("tasks", stats.tasks())
                .add("handoffs", sum(stats.handoffs()))
                .add("soft-calls", sum(stats.softCalls()))
                .add("retakes", sum(stats.retakes()))
                .add("overcommitted-runs", stats.overcommittedRuns())
                .add("grown", stats.grown())
                .add("passed-over", stats.passedOver())
                .add("sysmon-looks", stats.sysmonLooks());
        if (stats.passThroughReason() != null) {
            line.add("pass-through", stats.passThroughReason());
        }
        return line.toString();
    }

    private static String poolLine(PoolSnapshot pool) {
        KeyValues line = new KeyValues("pool")
                .add("name", pool.name())
                .add("size", pool.size())
                .add("threads", pool.threads())
                .add("running", pool.running())
                .add("blocked", pool.blocked())
                .add("idle", pool.idle());
        if (pool.queued() >= 0) {
            line.add("queued", pool.queued());
        } else {
            line.add("queued", "unknown");
        }
        return line.add("spares", pool.spares())
                .add("peak-threads", pool.peakThreads())
                .add("tasks", pool.tasks())
                .addMicros("wait-p50", pool.waitP50Nanos())
                .addMicros("wait-p99", pool.waitP99Nanos())
                .add("grows", pool.grows() ? "yes" : "no")
                .toString();
    }
}
