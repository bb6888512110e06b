// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.runtime.Mode;
import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.StatsSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the statistics: one line in the shape of Go's schedtrace, then one a pool that has threads or has worked since
 * the last time, in observe mode one more if it was starved, then the places of stalls that are new. Counters count from the
 * start. Used by one thread.
 */
final class StatsLines {

    /** Tasks at the last time by pool name; pools of one name are added up. */
    private Map<String, Long> lastTasks = new HashMap<>();

    private final StallLines stalls = new StallLines();

    List<String> of(StatsSnapshot stats) {
        List<String> lines = new ArrayList<>();
        lines.add(schedLine(stats));
        Map<String, Long> tasks = new HashMap<>();
        for (PoolSnapshot pool : stats.pools()) {
            tasks.merge(pool.name(), pool.tasks(), Long::sum);
        }
        for (PoolSnapshot pool : stats.pools()) {
            if (pool.threads() > 0 || !tasks.get(pool.name()).equals(lastTasks.get(pool.name()))) {
                lines.add(PoolLines.state(pool));
                addIfAny(lines, PoolLines.starved(pool, stats.uptimeNanos()));
            }
        }
        lastTasks = tasks;
        lines.addAll(stalls.newIn(stats));
        return lines;
    }

    static void addIfAny(List<String> lines, String line) {
        if (line != null) {
            lines.add(line);
        }
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
                .add("handoffs", StatsSnapshot.sum(stats.handoffs()))
                .add("soft-calls", StatsSnapshot.sum(stats.softCalls()))
                .add("retakes", StatsSnapshot.sum(stats.retakes()))
                .add("overcommitted-runs", stats.overcommittedRuns())
                .add("grown", stats.grown())
                .add("passed-over", stats.passedOver())
                .add("sysmon-looks", stats.sysmonLooks());
        addMode(line, stats);
        return line.toString();
    }

    /** Said only of a runtime that does not gate. */
    static void addMode(KeyValues line, StatsSnapshot stats) {
        if (stats.mode() != Mode.ON) {
            line.add("mode", stats.mode().label());
        }
        if (stats.passThroughReason() != null) {
            line.add("pass-through", stats.passThroughReason());
        }
    }
}
