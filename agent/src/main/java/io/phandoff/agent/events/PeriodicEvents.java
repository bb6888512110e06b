// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.HandoffRuntime;
import io.phandoff.runtime.Mode;
import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.StatsSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The events that come at a period, on a thread of Flight Recorder's. Pools of one name are added up. */
final class PeriodicEvents {
    private final Runs runs;
    /** Blocked time by pool and kind when it was last told. */
    private Map<String, long[]> told = new HashMap<>();
    /** The pools that had workers when that was last told. */
    private Set<String> poolsTold = Set.of();

    PeriodicEvents(Runs runs) {
        this.runs = runs;
    }

    /** A recording begins: what was before it is not its. */
    synchronized void begin() {
        told = blocked(HandoffRuntime.glance());
        poolsTold = Set.of();
    }

    void state() {
        StatsSnapshot stats = HandoffRuntime.glance();
        StateEvent event = new StateEvent();
        event.processors = stats.processors();
        event.idle = stats.idle();
        event.inCall = stats.inCall();
        event.overcommitted = stats.overcommitted();
        event.starting = stats.starting();
        event.resuming = stats.resuming();
        event.threads = stats.threads();
        event.spares = stats.spares();
        event.tasks = stats.tasks();
        event.handoffs = StatsSnapshot.sum(stats.handoffs());
        event.softCalls = StatsSnapshot.sum(stats.softCalls());
        event.retakes = StatsSnapshot.sum(stats.retakes());
        event.overcommittedRuns = stats.overcommittedRuns();
        event.grown = stats.grown();
        event.eventsLost = runs.lost();
        event.mode = stats.passThroughReason() != null ? "pass-through" : name(stats.mode());
        event.commit();
    }

    private static String name(Mode mode) {
        return mode.label();
    }

    void pools() {
        pools(HandoffRuntime.glance().pools());
    }

    /** A name whose workers have all gone is told once more, with zeros. */
    synchronized void pools(List<PoolSnapshot> pools) {
        Map<String, PoolStateEvent> byName = new HashMap<>();
        for (PoolSnapshot pool : pools) {
            if (pool.threads() > 0) {
                add(byName.computeIfAbsent(pool.name(), name -> event(name, -1)), pool);
            }
        }
        for (String name : poolsTold) {
            if (!byName.containsKey(name)) {
                event(name, 0).commit();
            }
        }
        poolsTold = Set.copyOf(byName.keySet());
        for (PoolStateEvent event : byName.values()) {
            event.commit();
        }
    }

    private static PoolStateEvent event(String pool, int queued) {
        PoolStateEvent event = new PoolStateEvent();
        event.pool = pool;
        event.queued = queued;
        return event;
    }

    private static void add(PoolStateEvent event, PoolSnapshot pool) {
        event.threads += pool.threads();
        event.running += pool.running();
        event.blocked += pool.blocked();
        event.idle += pool.idle();
        if (pool.queued() >= 0) {
            event.queued = Math.max(0, event.queued) + pool.queued();
        }
        event.spares += pool.spares();
        event.tasks += pool.tasks();
    }

    synchronized void blockedTimes() {
        Map<String, long[]> now = blocked(HandoffRuntime.glance());
        for (Map.Entry<String, long[]> entry : now.entrySet()) {
            long[] before = told.get(entry.getKey());
            for (int kind = 0; kind < CallKind.COUNT; kind++) {
                long total = entry.getValue()[kind];
                long since = total - (before == null ? 0 : before[kind]);
                if (since > 0) {
                    BlockedTimeEvent event = new BlockedTimeEvent();
                    event.pool = entry.getKey();
                    event.call = CallKind.name(kind);
                    event.blocked = since;
                    event.total = total;
                    event.commit();
                }
            }
        }
        told = now;
    }

    private static Map<String, long[]> blocked(StatsSnapshot stats) {
        Map<String, long[]> byPool = new HashMap<>();
        for (PoolSnapshot pool : stats.pools()) {
            long[] sum = byPool.computeIfAbsent(pool.name(), name -> new long[CallKind.COUNT]);
            long[] more = pool.blockedNanos();
            for (int kind = 0; kind < sum.length; kind++) {
                sum[kind] += more[kind];
            }
        }
        return byPool;
    }
}
