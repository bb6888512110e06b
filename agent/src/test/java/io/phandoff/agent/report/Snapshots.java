// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.GrowthLimit;
import io.phandoff.runtime.Mode;
import io.phandoff.runtime.PoolDetails;
import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.ProcessorSnapshot;
import io.phandoff.runtime.StallSnapshot;
import io.phandoff.runtime.StatsSnapshot;
import io.phandoff.runtime.WaitSnapshot;
import java.util.List;

/** Snapshots with a different number in each field. */
final class Snapshots {

    /** Of a pool that nothing is said of. */
    static final PoolDetails DETAILS =
            new PoolDetails(1, GrowthLimit.NONE, 256, false, 0, 0, 0, new long[6], WaitSnapshot.NONE);

    private Snapshots() {}

    static StatsSnapshot of(long uptimeNanos, String passThroughReason, PoolSnapshot... pools) {
        return of(uptimeNanos, passThroughReason, Mode.ON, List.of(), pools);
    }

    static StatsSnapshot withStalls(List<StallSnapshot> stalls) {
        return of(0, null, Mode.OBSERVE, stalls);
    }

    private static StatsSnapshot of(
            long uptimeNanos, String passThroughReason, Mode mode, List<StallSnapshot> stalls, PoolSnapshot... pools) {
        long[] handoffs = new long[CallKind.COUNT];
        handoffs[CallKind.PARK] = 10;
        handoffs[CallKind.SLEEP] = 20;
        long[] softCalls = new long[CallKind.COUNT];
        softCalls[CallKind.FILE_READ] = 5;
        long[] retakes = {1, 0, 2, 0, 0, 0};
        long[] blockedInGone = new long[CallKind.COUNT];
        blockedInGone[CallKind.SLEEP] = 3_000_000;
        return new StatsSnapshot(
                uptimeNanos,
                2,
                1,
                3,
                4,
                5,
                6,
                7,
                9,
                handoffs,
                softCalls,
                retakes,
                10,
                11,
                8,
                12,
                13,
                14,
                passThroughReason,
                mode,
                stalls,
                List.of(pools),
                List.of(new ProcessorSnapshot(0, "running", 15, 5, 20), new ProcessorSnapshot(1, "idle", 16, 3, 10)),
                WaitSnapshot.NONE,
                blockedInGone);
    }
}
