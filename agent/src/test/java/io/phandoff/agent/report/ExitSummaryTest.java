// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExitSummaryTest {

    @Test
    void lines_ofSnapshot_tellTotalsAndWhatMadeThemUp() {
        assertThat(ExitSummary.lines(Snapshots.of(12_000_000_000L, null)))
                .containsExactly(
                        "SUMMARY 12000ms: processors=2 tasks=9 grown=11 peak-threads=12 overcommitted-runs=10",
                        "SUMMARY handoffs: total=30 park=10 sleep=20",
                        "SUMMARY soft-calls: total=5 file-read=5",
                        "SUMMARY retakes: total=3 in-call=1 waiting=2",
                        "SUMMARY tasks-by-processor: 0=5 1=3",
                        "SUMMARY blocked-time-of-gone-pools: total=3ms sleep=3ms");
    }

    @Test
    void lines_passThrough_saysWhy() {
        assertThat(ExitSummary.lines(Snapshots.of(0, "stopped")).get(0)).endsWith(" pass-through=stopped");
    }
}
