// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.StatsSnapshot;

/** The statistics of one pool under its name; when it is gone its last ones. Knows the pool by number: it keeps nothing alive. Thread-safe. */
final class PoolStats {
    private final Stats stats;
    private final String name;
    private volatile PoolSnapshot last;

    PoolStats(Stats stats, String name, PoolSnapshot pool) {
        this.stats = stats;
        this.name = name;
        last = pool;
    }

    /** Which no other pool has. */
    String name() {
        return name;
    }

    /** As it is now, or was a moment ago. */
    PoolSnapshot now() {
        stats.now();
        return last;
    }

    boolean isOf(PoolSnapshot pool) {
        return pool.details().id() == last.details().id();
    }

    boolean isIn(StatsSnapshot all) {
        for (PoolSnapshot pool : all.pools()) {
            if (isOf(pool)) {
                return true;
            }
        }
        return false;
    }

    void give(StatsSnapshot all) {
        for (PoolSnapshot pool : all.pools()) {
            if (isOf(pool)) {
                last = pool;
                return;
            }
        }
    }
}
