// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.runtime.Mode;
import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.StallSnapshot;
import io.phandoff.runtime.StatsSnapshot;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says in words what is wrong with pools: since when, and which option changes it. Works on snapshots, one a second or so,
 * of which some in a row must show the same; a line a cause and pool in an interval. Bounded; used by one thread.
 */
final class Diagnosis {
    static final int MOST_POOLS = 1024;

    private static final DateTimeFormatter SINCE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final GrowthFindings growth;
    private final TellLimit limit;
    private final ZoneId zone;
    private Map<Long, PoolHistory> pools = new HashMap<>();
    private long lastNanos;
    private long lastWallMillis;

    /** A line and its level. */
    record Line(boolean warns, String text) {}

    /**
     * A diagnosis.
     *
     * @param intervalNanos time between two lines of a cause and pool, more than 0
     * @param maxTotal most spares of all pools
     * @param zone in which times are told
     * @param nanos now, as {@link System#nanoTime} tells it
     * @param wallMillis now on the wall clock
     */
    Diagnosis(long intervalNanos, int maxTotal, ZoneId zone, long nanos, long wallMillis) {
        growth = new GrowthFindings(maxTotal);
        limit = new TellLimit(intervalNanos);
        this.zone = zone;
        lastNanos = nanos;
        lastWallMillis = wallMillis;
    }

    /** What there is to say after one more look. */
    List<Line> look(StatsSnapshot stats, long nanos, long wallMillis) {
        List<Line> lines = new ArrayList<>();
        Map<Long, PoolHistory> seen = new HashMap<>();
        boolean off = stats.passThroughReason() != null || stats.mode() == Mode.OFF;
        for (PoolSnapshot pool : stats.pools()) {
            if (seen.size() == MOST_POOLS) {
                break;
            }
            PoolHistory history = pools.get(pool.details().id());
            if (history == null) {
                history = new PoolHistory(lastNanos, lastWallMillis);
            }
            seen.put(pool.details().id(), history);
            if (off) {
                history.interrupted(pool, stats, nanos, wallMillis);
                continue;
            }
            boolean observes = stats.mode() == Mode.OBSERVE;
            Finding finding = observes ? history.starved(pool, stats) : growth.of(pool, stats);
            if (history.confirms(finding, pool, wallMillis)) {
                add(lines, pool, finding, history.since(), nanos);
            }
            for (int cause = 0; cause < StatsSnapshot.RETAKE_CAUSES.size(); cause++) {
                long retaken = history.retaken(cause, pool, nanos, wallMillis);
                if (retaken > 0) {
                    add(lines, pool, retaken(cause, retaken, stats), history.retakesSince(cause), nanos);
                }
            }
        }
        pools = seen;
        lastNanos = nanos;
        lastWallMillis = wallMillis;
        return lines;
    }

    private void add(List<Line> lines, PoolSnapshot pool, Finding finding, long since, long nanos) {
        long leftOut = limit.tell(finding.cause() + " " + pool.name(), nanos);
        if (leftOut < 0) {
            return;
        }
        KeyValues line = new KeyValues("diagnosis")
                .add("cause", finding.cause())
                .add("pool", pool.name())
                .add("seen", finding.seen())
                .add("since", Instant.ofEpochMilli(since).atZone(zone).format(SINCE))
                .add("option", finding.option());
        if (leftOut > 0) {
            line.add("left-out", leftOut);
        }
        lines.add(new Line(finding.warns(), line.toString()));
    }

    private static Finding retaken(int cause, long count, StatsSnapshot stats) {
        String name = StatsSnapshot.RETAKE_CAUSES.get(cause);
        String what =
                switch (name) {
                    case "monitor" -> "stood at a monitor (synchronized)";
                    case "native" -> "were blocked in native code without a hook";
                    case "slice" -> "computed beyond their slice while others waited";
                    case "stalled" -> "neither computed nor were in a call (class initialiser, page fault, no CPU)";
                    default -> "waited in a call without a hook";
                };
        String option =
                switch (name) {
                    case "monitor" -> "none (a java.util.concurrent lock has a hook)";
                    case "native", "waiting" -> "phandoff.hooks.extra";
                    case "slice" -> "phandoff.slice";
                    default -> "none";
                };
        return new Finding(
                "retaken-" + name,
                false,
                "sysmon took a processor from workers that " + what + " " + count + " times" + place(name, stats),
                option,
                1);
    }

    /** Where that is in the program, as far as it was sampled; which pool it was is not. */
    private static String place(String cause, StatsSnapshot stats) {
        for (StallSnapshot stall : stats.stalls()) {
            if (stall.cause().equals(cause) && !stall.frames().isEmpty()) {
                StackTraceElement top = stall.frames().get(0);
                return ", in all pools most often at " + top.getClassName() + "." + top.getMethodName()
                        + (top.getLineNumber() > 0 ? ":" + top.getLineNumber() : "");
            }
        }
        return "";
    }
}
