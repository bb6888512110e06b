// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.command;

import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.StatsSnapshot;
import java.util.HashMap;
import java.util.Map;

/** The statistics as a table: rates since the last time, the first time since the start. Not thread-safe. */
final class StatsTable {
    private static final double SECOND = 1_000_000_000;

    private StatsSnapshot last;

    String next(StatsSnapshot stats) {
        double seconds = Math.max(0.001, (stats.uptimeNanos() - (last == null ? 0 : last.uptimeNanos())) / SECOND);
        StringBuilder text = new StringBuilder();
        text.append("up ").append(Times.of(stats.uptimeNanos()));
        text.append("  mode ").append(mode(stats));
        text.append("  processors ").append(stats.processors());
        text.append(" (idle ").append(stats.idle());
        text.append(", in a call ").append(stats.inCall());
        text.append(", over-committed ").append(stats.overcommitted());
        text.append(")  waiting ").append(stats.starting() + stats.resuming());
        text.append("  threads ").append(stats.threads());
        text.append(" (spares ").append(stats.spares()).append(")\n");
        text.append(last == null ? "a second, since the start: " : "a second: ");
        text.append("tasks ").append(rate(stats.tasks(), last == null ? 0 : last.tasks(), seconds));
        text.append("  handoffs ")
                .append(rate(
                        StatsSnapshot.sum(stats.handoffs()),
                        last == null ? 0 : StatsSnapshot.sum(last.handoffs()),
                        seconds));
        text.append("  short calls ")
                .append(rate(
                        StatsSnapshot.sum(stats.softCalls()),
                        last == null ? 0 : StatsSnapshot.sum(last.softCalls()),
                        seconds));
        text.append("  retakes ")
                .append(rate(
                        StatsSnapshot.sum(stats.retakes()),
                        last == null ? 0 : StatsSnapshot.sum(last.retakes()),
                        seconds));
        text.append("  grown ").append(stats.grown()).append("\n\n");
        text.append(pools(stats, seconds));
        last = stats;
        return text.toString().stripTrailing();
    }

    private String pools(StatsSnapshot stats, double seconds) {
        Map<Long, Long> before = new HashMap<>(); // by id: several pools may have one name
        if (last != null) {
            for (PoolSnapshot pool : last.pools()) {
                before.put(pool.details().id(), pool.tasks());
            }
        }
        Table table = new Table(
                "pool",
                " size",
                " threads",
                " running",
                " blocked",
                " idle",
                " queued",
                " spares",
                " tasks/s",
                " wait p99");
        for (PoolSnapshot pool : stats.pools()) {
            Long tasks = before.get(pool.details().id());
            if (pool.threads() > 0) {
                table.row(
                        pool.name(),
                        pool.size(),
                        pool.threads(),
                        pool.running(),
                        pool.blocked(),
                        pool.idle(),
                        pool.queued() < 0 ? "?" : pool.queued(),
                        pool.spares(),
                        rate(pool.tasks(), tasks == null ? 0 : tasks, seconds),
                        Times.of(pool.waitP99Nanos()));
            }
        }
        return table.isEmpty() ? "no pool has managed workers\n" : table.toString();
    }

    /** The mode, and why nobody is gated if somebody or something else has decided that. */
    static String mode(StatsSnapshot stats) {
        String mode = stats.mode().label();
        String reason = stats.passThroughReason();
        return reason == null ? mode : mode + " (pass-through: " + Printable.line(reason) + ")";
    }

    private static String rate(long now, long before, double seconds) {
        return Long.toString(Math.round(Math.max(0, now - before) / seconds));
    }
}
