// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.ProcessorSnapshot;
import io.phandoff.runtime.StatsSnapshot;
import java.util.List;

/** Snapshots with a different number in each field. */
final class Snapshots {

    private Snapshots() {}

    static StatsSnapshot of(long uptimeNanos, String passThroughReason, PoolSnapshot... pools) {
        long[] handoffs = new long[CallKind.COUNT];
        handoffs[CallKind.PARK] = 10;
        handoffs[CallKind.SLEEP] = 20;
        long[] softCalls = new long[CallKind.COUNT];
        softCalls[CallKind.FILE_READ] = 5;
        long[] retakes = {1, 0, 2, 0, 0, 0};
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
                List.of(pools),
                List.of(new ProcessorSnapshot(0, "running", 15, 5, 20), new ProcessorSnapshot(1, "idle", 16, 3, 10)));
    }
}
