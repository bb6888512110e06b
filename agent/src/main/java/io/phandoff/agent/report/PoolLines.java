// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.StarvationSnapshot;
import io.phandoff.runtime.StatsSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/** What is said of one pool: how it is, what blocked it, how it was starved. All since the start. */
final class PoolLines {
    /** A pool that is starved for less than this part of the time is none to be told of. */
    private static final int LEAST_SHARE = 200;

    private PoolLines() {}

    /** How the pool is and has been. */
    static String state(PoolSnapshot pool) {
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
        line.add("spares", pool.spares())
                .add("peak-threads", pool.peakThreads())
                .add("tasks", pool.tasks())
                .addMicros("wait-p50", pool.waitP50Nanos())
                .addMicros("wait-p99", pool.waitP99Nanos())
                .add("grows", pool.grows() ? "yes" : "no");
        if (StatsSnapshot.sum(pool.blockedNanos()) > 0) {
            line.add("blocked-in", shares(pool.blockedNanos(), CallKind::name));
        }
        return line.toString();
    }

    /** Worker time spent blocked, by kind of call; null if there was none. */
    static String blockedTime(PoolSnapshot pool) {
        return blockedTime(new KeyValues("SUMMARY blocked-time:").add("pool", pool.name()), pool.blockedNanos());
    }

    /** The same of all pools together that the program has let go of. */
    static String blockedTimeOfGone(StatsSnapshot stats) {
        return blockedTime(new KeyValues("SUMMARY blocked-time-of-gone-pools:"), stats.blockedInGone());
    }

    private static String blockedTime(KeyValues line, long[] nanos) {
        long total = StatsSnapshot.sum(nanos);
        if (total == 0) {
            return null;
        }
        line.addMillis("total", total);
        for (int kind : largestFirst(nanos)) {
            line.addMillis(CallKind.name(kind), nanos[kind]);
        }
        return line.toString();
    }

    /** In observe mode: how it was starved and what growing would have given; null if hardly ever. */
    static String starved(PoolSnapshot pool, long uptimeNanos) {
        StarvationSnapshot starvation = pool.starvation();
        if (starvation == null || starvation.starvedNanos() < uptimeNanos / LEAST_SHARE) {
            return null;
        }
        return new KeyValues("starved")
                .add("pool", pool.name())
                .add("threads", pool.peakThreads())
                .addMillis("for", starvation.starvedNanos())
                .addMillis("of", uptimeNanos)
                .addMillis("longest", starvation.longestNanos())
                .addTenths("queued", starvation.queued())
                .addTenths("processors-unused", starvation.unused())
                .add("blocked-in", shares(starvation.blockedBy(), StarvationSnapshot::name))
                .addTenths("growing-gives-times", starvation.gain())
                .toString();
    }

    /** The largest parts of a sum in percent: {@code socket-read 71%, park 22%}. */
    static String shares(long[] parts, IntFunction<String> names) {
        double total = Math.max(1, StatsSnapshot.sum(parts));
        StringBuilder text = new StringBuilder();
        for (int part : largestFirst(parts)) {
            long percent = Math.round(100 * parts[part] / total);
            if (percent > 0) {
                text.append(text.length() == 0 ? "" : ", ")
                        .append(names.apply(part))
                        .append(' ')
                        .append(percent)
                        .append('%');
            }
        }
        return text.toString();
    }

    /** Not a lambda: this runs at the end of every program. */
    private static final class LargestFirst implements Comparator<Integer> {
        private final long[] parts;

        LargestFirst(long[] parts) {
            this.parts = parts;
        }

        @Override
        public int compare(Integer a, Integer b) {
            return Long.compare(parts[b], parts[a]);
        }
    }

    private static List<Integer> largestFirst(long[] parts) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] > 0) {
                order.add(i);
            }
        }
        order.sort(new LargestFirst(parts));
        return order;
    }
}
