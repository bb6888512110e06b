// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.PoolSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatsLinesTest {

    @Test
    void of_snapshot_hasTheShapeOfSchedtrace() {
        assertThat(new StatsLines().of(Snapshots.of(10_004_999_999L, null, pool("http-exec", 12, 340))))
                .containsExactly(
                        "SCHED 10004ms: processors=2 idle=1 in-call=3 overcommitted=4 starting=5 resuming=6 threads=7"
                                + " spares=8 tasks=9 handoffs=30 soft-calls=5 retakes=3 overcommitted-runs=10 grown=11"
                                + " passed-over=13 sysmon-looks=14",
                        "pool name=http-exec size=4 threads=12 running=2 blocked=8 idle=2 queued=5 spares=8"
                                + " peak-threads=20 tasks=340 wait-p50=0us wait-p99=1500us grows=yes");
    }

    @Test
    void of_passThrough_saysWhy() {
        assertThat(new StatsLines().of(Snapshots.of(0, "broken invariant")))
                .singleElement()
                .asString()
                .endsWith(" pass-through=\"broken invariant\"");
    }

    @Test
    void of_otherModeThanOn_saysWhich() {
        assertThat(new StatsLines().of(Snapshots.withStalls(List.of())).get(0)).endsWith(" mode=observe");
    }

    @Test
    void of_poolWithoutThreads_isShownOnlyAfterWork() {
        StatsLines lines = new StatsLines();

        assertThat(lines.of(Snapshots.of(0, null, pool("gone", 0, 5)))).hasSize(2);
        assertThat(lines.of(Snapshots.of(0, null, pool("gone", 0, 5)))).hasSize(1);
        assertThat(lines.of(Snapshots.of(0, null, pool("gone", 0, 6)))).hasSize(2);
        assertThat(lines.of(Snapshots.of(0, null, pool("gone", 1, 6)))).hasSize(2);
    }

    @Test
    void of_queueThatCannotBeCounted_isUnknown() {
        PoolSnapshot pool = new PoolSnapshot(
                "p", 4, 1, 1, 0, 0, -1, 0, 1, 1, 0, 0, new long[CallKind.COUNT], null, false, Snapshots.DETAILS);

        assertThat(new StatsLines().of(Snapshots.of(0, null, pool)).get(1)).contains("queued=unknown", "grows=no");
    }

    private static PoolSnapshot pool(String name, int threads, long tasks) {
        return new PoolSnapshot(
                name,
                4,
                threads,
                2,
                8,
                2,
                5,
                8,
                20,
                tasks,
                0,
                1_500_000,
                new long[CallKind.COUNT],
                null,
                true,
                Snapshots.DETAILS);
    }
}
