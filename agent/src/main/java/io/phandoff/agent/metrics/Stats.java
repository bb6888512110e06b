// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.StatsSnapshot;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The statistics for who reads many values one by one: those of one moment for a tenth of a second, and a name for each of at most
 * {@link #MOST_POOLS} pools that no other has. Any thread reads; {@code phandoff-metrics} updates.
 */
final class Stats {
    static final int MOST_POOLS = 256;
    static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Supplier<StatsSnapshot> source;
    private final long freshNanos;
    private StatsSnapshot last;
    private long taken;
    private boolean ended;
    /** By name. */
    private Map<String, PoolStats> pools = new TreeMap<>();

    /**
     * With what it reads.
     *
     * @param source takes a snapshot
     * @param freshNanos how long one counts for this moment
     */
    Stats(Supplier<StatsSnapshot> source, long freshNanos) {
        this.source = source;
        this.freshNanos = freshNanos;
    }

    /** The statistics of this moment, or a little older. */
    synchronized StatsSnapshot now() {
        long nanos = System.nanoTime();
        if (last == null || (!ended && nanos - taken >= freshNanos)) {
            last = source.get();
            taken = nanos;
            give(last);
        }
        return last;
    }

    /** Who still reads gets what was read last: the runtime may be gone. */
    synchronized void end() {
        ended = true;
    }

    private void give(StatsSnapshot stats) {
        for (PoolStats pool : pools.values()) {
            pool.give(stats);
        }
    }

    /** Looks which pools have come and gone. */
    synchronized void update() {
        StatsSnapshot stats = now();
        Map<String, PoolStats> kept = new TreeMap<>();
        for (Map.Entry<String, PoolStats> entry : pools.entrySet()) {
            if (entry.getValue().isIn(stats)) {
                kept.put(entry.getKey(), entry.getValue());
            }
        }
        for (PoolSnapshot pool : stats.pools()) {
            if (kept.size() < MOST_POOLS && !isNamed(kept, pool)) {
                String name = freeName(pool.name(), kept);
                kept.put(name, new PoolStats(this, name, pool));
            }
        }
        pools = kept;
    }

    private static boolean isNamed(Map<String, PoolStats> pools, PoolSnapshot pool) {
        for (PoolStats named : pools.values()) {
            if (named.isOf(pool)) {
                return true;
            }
        }
        return false;
    }

    private static String freeName(String name, Map<String, PoolStats> taken) {
        String free = name;
        for (int i = 2; taken.containsKey(free); i++) {
            free = name + "#" + i;
        }
        return free;
    }

    /** The pools that have a name, by it. */
    synchronized Map<String, PoolStats> pools() {
        return Map.copyOf(pools);
    }
}
