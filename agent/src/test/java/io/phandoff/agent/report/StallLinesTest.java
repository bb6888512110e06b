// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.runtime.StallSnapshot;
import io.phandoff.runtime.StatsSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StallLinesTest {

    private static StallSnapshot place(String method, long samples) {
        return new StallSnapshot(
                "monitor",
                samples,
                List.of(
                        new StackTraceElement("app.A", method, "A.java", 7),
                        new StackTraceElement("app.B", "run", null, -1)));
    }

    private static StatsSnapshot snapshot(int places) {
        List<StallSnapshot> stalls = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            stalls.add(place("m" + i, 100 - i));
        }
        return Snapshots.withStalls(stalls);
    }

    @Test
    void newIn_aPlace_isToldOnce() {
        StallLines lines = new StallLines();
        assertThat(lines.newIn(snapshot(1)))
                .containsExactly("stall cause=monitor samples=100 at=\"app.A.m0:7 < app.B.run\"");
        assertThat(lines.newIn(snapshot(1))).isEmpty();
    }

    @Test
    void newIn_seenOnce_isNotTold() {
        StatsSnapshot once = Snapshots.withStalls(List.of(place("m", 1)));
        assertThat(new StallLines().newIn(once)).isEmpty();
        assertThat(StallLines.mostSeen(once)).hasSize(1);
    }

    @Test
    void newIn_many_areToldAFewAtATime() {
        StallLines lines = new StallLines();
        assertThat(lines.newIn(snapshot(5))).hasSize(3);
        assertThat(lines.newIn(snapshot(5))).hasSize(2);
    }

    @Test
    void mostSeen_many_areCut() {
        assertThat(StallLines.mostSeen(snapshot(64)))
                .hasSize(5)
                .first()
                .asString()
                .startsWith("SUMMARY stall: cause=monitor samples=100 at=");
    }
}
