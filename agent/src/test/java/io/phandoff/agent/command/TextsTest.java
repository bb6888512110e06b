// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.GrowthLimit;
import io.phandoff.runtime.Mode;
import io.phandoff.runtime.PoolDetails;
import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.ProcessorSnapshot;
import io.phandoff.runtime.StatsSnapshot;
import io.phandoff.runtime.WaitSnapshot;
import io.phandoff.runtime.WorkerSnapshot;
import io.phandoff.runtime.WorkerSnapshot.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final long MS = 1_000_000;

    private static StatsSnapshot stats(long millis, long tasks) {
        return stats(millis, tasks, pool(1, tasks));
    }

    private static PoolSnapshot pool(long id, long tasks) {
        long[] calls = new long[CallKind.COUNT];
        PoolDetails details =
                new PoolDetails(id, GrowthLimit.NONE, 256, false, 0, 0, 0, new long[6], WaitSnapshot.NONE);
        return new PoolSnapshot("http", 4, 6, 1, 3, 1, 7, 2, 6, tasks, 0, 2 * MS, calls, null, true, details);
    }

    private static StatsSnapshot stats(long millis, long tasks, PoolSnapshot... pools) {
        long[] calls = new long[CallKind.COUNT];
        return new StatsSnapshot(
                millis * MS,
                2,
                1,
                0,
                1,
                2,
                1,
                6,
                tasks,
                calls,
                calls,
                new long[6],
                0,
                2,
                2,
                6,
                0,
                0,
                null,
                Mode.OBSERVE,
                List.of(),
                List.of(pools),
                List.of(new ProcessorSnapshot(0, "running", 1, 12, 0), new ProcessorSnapshot(1, "idle", 1, 3, 0)),
                WaitSnapshot.NONE,
                new long[CallKind.COUNT]);
    }

    private static WorkerSnapshot worker(String name, State state, String call, int processor, long nanos, int place) {
        return worker(name, 1, state, call, processor, nanos, place);
    }

    private static WorkerSnapshot worker(
            String name, long poolId, State state, String call, int processor, long nanos, int place) {
        return new WorkerSnapshot(name, 9, Thread.State.RUNNABLE, "http", poolId, state, call, processor, nanos, place);
    }

    @Test
    void times_ofAnyLength_haveAUnit() {
        assertThat(List.of(900L, 1_500L, 2 * MS, 15 * MS, 1_500 * MS, 200_000 * MS, -1L))
                .map(Times::of)
                .containsExactly("0us", "1us", "2.0ms", "15ms", "1.5s", "200s", "?");
    }

    @Test
    void table_rows_areAlignedAsTheHeadingsSay() {
        Table table = new Table("name", " n");
        table.row("a", 10);
        table.row("long name", 7);
        assertThat(table).hasToString("name        n\na          10\nlong name   7\n");
    }

    @Test
    void stats_twice_givesRatesOfTheTimeBetween() {
        StatsTable table = new StatsTable();
        assertThat(table.next(stats(2_000, 100))).contains("mode observe", "since the start: tasks 50", "http");
        assertThat(table.next(stats(3_000, 400)))
                .contains("a second: tasks 300")
                .endsWith("300     2.0ms");
    }

    @Test
    void dump_someWait_saysWhoHowLongBehindWhom() {
        String text = DumpText.of(
                stats(2_000, 100),
                List.of(
                        worker("http-2", State.WAITS_TO_START, null, -1, 40 * MS, 1),
                        worker("http-3", State.WAITS_TO_START, null, -1, 20 * MS, 2),
                        worker("http-1", State.RUNNING, null, 0, 21 * MS, 0),
                        worker("http-4", State.BLOCKED, "socket-read", -1, 3_000 * MS, 0)));

        assertThat(text.lines().filter(line -> line.contains("waits to start") && line.contains("http  ")))
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"http-2\"", "40ms", "1  \"http-1\""),
                        line -> assertThat(line).contains("\"http-3\"", "20ms", "2  \"http-2\""));
        assertThat(text.lines())
                .anyMatch(line -> line.matches("0 +running +\"http-1\" +9 +http +> 21ms +RUNNABLE +12"))
                .anyMatch(line -> line.matches(" +\"http-4\" +9 +blocked +socket-read +3.0s +RUNNABLE"));
    }

    @Test
    void stats_twoPoolsOfOneName_eachHasItsOwnRate() {
        StatsTable table = new StatsTable();
        table.next(stats(2_000, 110, pool(1, 100), pool(2, 10)));
        assertThat(table.next(stats(3_000, 150, pool(2, 40), pool(1, 110)))
                        .lines()
                        .filter(line -> line.startsWith("http ")))
                .satisfiesExactly(line -> assertThat(line).endsWith(" 30     2.0ms"), line -> assertThat(line)
                        .endsWith(" 10     2.0ms"));
    }

    @Test
    void dump_queuesOfTwoPoolsMixed_eachBehindTheOneBeforeInItsOwn() {
        String text = DumpText.of(
                stats(2_000, 100, pool(1, 50), pool(2, 50)),
                List.of(
                        worker("r-1", 1, State.WAITS_TO_RESUME, null, -1, 9 * MS, 1),
                        worker("r-2", 2, State.WAITS_TO_RESUME, null, -1, 8 * MS, 2),
                        worker("a-1", 1, State.WAITS_TO_START, null, -1, 40 * MS, 1),
                        worker("b-1", 2, State.WAITS_TO_START, null, -1, 30 * MS, 1),
                        worker("a-2", 1, State.WAITS_TO_START, null, -1, 20 * MS, 2),
                        worker("b-2", 2, State.WAITS_TO_START, null, -1, 10 * MS, 2),
                        worker("a-3", 1, State.RUNNING, null, 0, MS, 0)));

        assertThat(text.lines().filter(line -> line.contains(" waits to ") && line.contains("http  ")))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("\"r-1\"").endsWith("1  \"a-3\""),
                        line -> assertThat(line).startsWith("\"r-2\"").endsWith("2  \"r-1\""),
                        line -> assertThat(line).startsWith("\"a-1\"").endsWith("1  \"r-1\", \"r-2\""),
                        line -> assertThat(line).startsWith("\"b-1\"").endsWith("1  \"r-1\", \"r-2\""),
                        line -> assertThat(line).startsWith("\"a-2\"").endsWith("2  \"a-1\""),
                        line -> assertThat(line).startsWith("\"b-2\"").endsWith("2  \"b-1\""));
        assertThat(text.substring(text.indexOf("pool http")).lines().filter(line -> line.contains("-3\"")))
                .as("each worker is in its own pool only")
                .hasSize(1);
    }

    @Test
    void dump_namesWithControlCharacters_doNotReachTheTerminal() {
        String text = DumpText.of(stats(1, 1), List.of(worker("a\u001b]0;x\u0007\nb", State.RUNNING, null, 0, MS, 0)));
        assertThat(text).contains("\"a?]0;x??b\"").doesNotContain("\u001b", "\u0007");
    }

    @Test
    void dump_nobodyWaits_saysSo() {
        assertThat(DumpText.of(stats(1, 1), List.of())).contains("nobody waits for a processor");
    }
}
