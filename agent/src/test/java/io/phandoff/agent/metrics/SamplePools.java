// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.GrowthLimit;
import io.phandoff.runtime.Mode;
import io.phandoff.runtime.PoolDetails;
import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.StatsSnapshot;
import io.phandoff.runtime.WaitSnapshot;
import java.util.ArrayList;
import java.util.List;

/** Snapshots of a runtime whose pools a test adds and removes. */
final class SamplePools {
    final List<PoolSnapshot> pools = new ArrayList<>();
    private long ids;

    /** A pool that has begun as many tasks. */
    static PoolSnapshot pool(long id, String name, long tasks) {
        long[] blocked = new long[CallKind.COUNT];
        blocked[CallKind.SLEEP] = 3_000_000;
        WaitSnapshot waits = new WaitSnapshot(7, 1, 2, 3, 4, 5);
        PoolDetails details =
                new PoolDetails(id, GrowthLimit.BOUNDED_QUEUE, 8, false, 0, 0, 0, new long[] {0, 6, 0, 0, 0, 0}, waits);
        return new PoolSnapshot(name, 2, 3, 1, 2, 0, 4, 1, 3, tasks, 0, 0, blocked, null, false, details);
    }

    void add(String name) {
        pools.add(pool(++ids, name, 0));
    }

    StatsSnapshot snapshot() {
        return new StatsSnapshot(
                5_000_000,
                2,
                1,
                0,
                0,
                0,
                0,
                3,
                11,
                new long[CallKind.COUNT],
                new long[CallKind.COUNT],
                new long[6],
                0,
                1,
                1,
                3,
                0,
                0,
                null,
                Mode.ON,
                List.of(),
                List.copyOf(pools),
                List.of(),
                WaitSnapshot.NONE,
                new long[CallKind.COUNT]);
    }
}
