// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.GrowthLimit;
import io.phandoff.runtime.Mode;
import io.phandoff.runtime.PoolDetails;
import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.StallSnapshot;
import io.phandoff.runtime.StarvationSnapshot;
import io.phandoff.runtime.StatsSnapshot;
import io.phandoff.runtime.WaitSnapshot;
import java.util.List;

/** A pool as a snapshot shows it, changed bit by bit: at first two workers, both blocked, nine tasks queued. */
final class DiagnosisSamples {
    long id = 1;
    String name = "exec";
    GrowthLimit limit = GrowthLimit.NONE;
    boolean needy = true;
    int blocked = 2;
    int inCall;
    int inEvents;
    int spares;
    int maxSpares = 8;
    int sharedWaits;
    long[] retakes = new long[6];
    StarvationSnapshot starvation;
    Mode mode = Mode.ON;
    String passThrough;
    int processorsIdle = 2;
    int allSpares;
    List<StallSnapshot> stalls = List.of();

    private PoolSnapshot pool() {
        long[] blockedNanos = new long[CallKind.COUNT];
        blockedNanos[CallKind.SLEEP] = 1;
        return new PoolSnapshot(
                name,
                2,
                2,
                2 - blocked,
                blocked,
                0,
                9,
                spares,
                2,
                5,
                0,
                0,
                blockedNanos,
                starvation,
                true,
                new PoolDetails(
                        id, limit, maxSpares, needy, inCall, inEvents, sharedWaits, retakes, WaitSnapshot.NONE));
    }

    StatsSnapshot at(long uptimeNanos) {
        return new StatsSnapshot(
                uptimeNanos,
                2,
                processorsIdle,
                0,
                0,
                0,
                0,
                2,
                5,
                new long[CallKind.COUNT],
                new long[CallKind.COUNT],
                retakes,
                0,
                0,
                allSpares,
                2,
                0,
                0,
                passThrough,
                mode,
                stalls,
                List.of(pool()),
                List.of(),
                WaitSnapshot.NONE,
                new long[CallKind.COUNT]);
    }
}
