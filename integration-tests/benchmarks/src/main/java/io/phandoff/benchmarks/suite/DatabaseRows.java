// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Figure;
import io.phandoff.benchmarks.suite.program.Pool;
import java.util.List;

/** Fifty connections to a database: row (d). */
final class DatabaseRows {

    private static final int CONNECTIONS = 50;
    private static final int IN_FLIGHT = 500;
    private static final int ENOUGH_FOR_COMMITS = 16;
    private static final Target LIKE_BEST = Targets.ofBest(0.95);

    private DatabaseRows() {}

    static List<Row> all() {
        Target fewThreads = Targets.atMost(Pool.fixed(2), Figure.THREADS, CONNECTIONS - 1);
        return List.of(
                row("reads", "a query that takes 5 ms", CONNECTIONS, List.of(LIKE_BEST, Targets.noHarm(), fewThreads)),
                row("commits", "an update and its commit", ENOUGH_FOR_COMMITS, List.of(LIKE_BEST, Targets.noHarm())));
    }

    private static Row row(String work, String what, int threadsNeeded, List<Target> targets) {
        return new Row(
                "d." + work,
                "50 us CPU, " + what + ", 50 us CPU, " + CONNECTIONS + " connections",
                Loads.with(
                        Loads.closed(IN_FLIGHT),
                        "cpu=50 ms=5 rows=" + Database.ROWS + " work=" + work + " " + Row.WARM_UPS + "=2"),
                Pools.of("2,50,200,virtual"),
                Pools.of("2,200"),
                threadsNeeded,
                targets);
    }
}
