// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import static io.phandoff.agent.metrics.MeterDefinition.counter;
import static io.phandoff.agent.metrics.MeterDefinition.gauge;

import io.phandoff.runtime.Mode;
import io.phandoff.runtime.StatsSnapshot;
import io.phandoff.runtime.WaitSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** All meters. Their names are part of what users rely on. */
final class Meters {
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private Meters() {}

    /** Those of the runtime. */
    static List<MeterDefinition<Stats>> ofRuntime() {
        List<MeterDefinition<Stats>> meters = new ArrayList<>(List.of(
                gauge("phandoff.active", "1 while workers need processors, else 0", now(Meters::active)),
                gauge(
                        "phandoff.processors",
                        "Processors: how many workers run at once",
                        now(StatsSnapshot::processors)),
                gauge("phandoff.processors.idle", "Processors that nobody holds", now(StatsSnapshot::idle)),
                gauge("phandoff.processors.incall", "Processors tied to a short call", now(StatsSnapshot::inCall)),
                gauge("phandoff.workers", "Managed threads", now(StatsSnapshot::threads)),
                gauge(
                        "phandoff.workers.overcommitted",
                        "Workers that run beyond the number of processors",
                        now(StatsSnapshot::overcommitted)),
                waiting("starting", StatsSnapshot::starting),
                waiting("resuming", StatsSnapshot::resuming),
                gauge(
                        "phandoff.spares",
                        "Workers that growth has added and that are still there",
                        now(StatsSnapshot::spares)),
                counter("phandoff.grown", "Workers that growth has added", now(StatsSnapshot::grown)),
                counter("phandoff.tasks", "Tasks begun", now(StatsSnapshot::tasks)),
                counter(
                        "phandoff.handoffs",
                        "Processors handed off at the begin of a call",
                        now(all -> StatsSnapshot.sum(all.handoffs()))),
                counter(
                        "phandoff.softcalls",
                        "Calls that kept their processor tied",
                        now(all -> StatsSnapshot.sum(all.softCalls()))),
                counter(
                        "phandoff.overcommitted.runs",
                        "How often a worker ran on beyond the number of processors",
                        now(StatsSnapshot::overcommittedRuns)),
                counter("phandoff.waits", "How often a worker waited for a processor", now(all -> all.waits()
                        .count()))));
        for (int cause = 0; cause < StatsSnapshot.RETAKE_CAUSES.size(); cause++) {
            int index = cause;
            meters.add(MeterDefinition.<Stats>counter(
                            "phandoff.retakes",
                            "Processors taken from workers that did not come back in time",
                            now(all -> all.retakes()[index]))
                    .tagged("cause", StatsSnapshot.RETAKE_CAUSES.get(cause)));
        }
        addWaits(meters, "phandoff.wait", stats -> stats.now().waits());
        return meters;
    }

    /** Those of one pool. */
    static List<MeterDefinition<PoolStats>> ofPool() {
        List<MeterDefinition<PoolStats>> meters = new ArrayList<>(List.of(
                gauge("phandoff.pool.size", "Workers that the program has set", pool -> pool.now()
                        .size()),
                gauge("phandoff.pool.threads", "Its threads, spares included", pool -> pool.now()
                        .threads()),
                gauge("phandoff.pool.running", "Workers in a task that are not blocked", pool -> pool.now()
                        .running()),
                gauge("phandoff.pool.blocked", "Workers in a blocking call in a task", pool -> pool.now()
                        .blocked()),
                gauge("phandoff.pool.idle", "Workers that wait for a task", pool -> pool.now()
                        .idle()),
                gauge(
                        "phandoff.pool.queued",
                        "Tasks in its queue",
                        pool -> queued(pool.now().queued())),
                gauge("phandoff.pool.spares", "Workers that growth has added", pool -> pool.now()
                        .spares()),
                counter("phandoff.pool.tasks", "Tasks begun", pool -> pool.now().tasks()),
                MeterDefinition.<PoolStats>counter(
                                "phandoff.pool.blocked.time",
                                "Worker time blocked in calls in tasks",
                                pool -> StatsSnapshot.sum(pool.now().blockedNanos()) / SECOND)
                        .in("seconds")));
        addWaits(meters, "phandoff.pool.wait", pool -> pool.now().details().waits());
        return meters;
    }

    private static <T> void addWaits(List<MeterDefinition<T>> meters, String name, Function<T, WaitSnapshot> waits) {
        addWait(meters, name, "0.5", of -> waits.apply(of).p50Nanos());
        addWait(meters, name, "0.9", of -> waits.apply(of).p90Nanos());
        addWait(meters, name, "0.99", of -> waits.apply(of).p99Nanos());
        addWait(meters, name, "0.999", of -> waits.apply(of).p999Nanos());
    }

    private static <T> void addWait(
            List<MeterDefinition<T>> meters, String name, String quantile, ToLongFunction<T> nanos) {
        meters.add(MeterDefinition.<T>gauge(
                        name, "Wait for a processor since the start", of -> nanos.applyAsLong(of) / SECOND)
                .in("seconds")
                .tagged("quantile", quantile));
    }

    private static MeterDefinition<Stats> waiting(String state, ToDoubleFunction<StatsSnapshot> value) {
        return MeterDefinition.<Stats>gauge("phandoff.workers.waiting", "Workers that wait for a processor", now(value))
                .tagged("state", state);
    }

    private static ToDoubleFunction<Stats> now(ToDoubleFunction<StatsSnapshot> value) {
        return stats -> value.applyAsDouble(stats.now());
    }

    private static double active(StatsSnapshot all) {
        return all.mode() == Mode.ON && all.passThroughReason() == null ? 1 : 0;
    }

    private static double queued(int queued) {
        return queued < 0 ? Double.NaN : queued;
    }
}
