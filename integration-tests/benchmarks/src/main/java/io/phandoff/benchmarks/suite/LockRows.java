// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Figure;
import io.phandoff.benchmarks.suite.program.Pool;
import java.util.List;

/** Many threads and one lock: row (c). None of the pools is starved. */
final class LockRows {

    private static final int MANY = 200;
    private static final int VERY_MANY = 2000;
    private static final double TIMES = 1.25;
    private static final double WAIT_MILLIS = 1;
    private static final double INDEPENDENT = 0.95;
    private static final List<Target> NO_HARM = List.of(Targets.noHarm());

    private LockRows() {}

    static List<Row> all() {
        List<Target> held =
                List.of(Targets.timesWithout(TIMES), Targets.atMost(Pool.fixed(MANY), Figure.P99, WAIT_MILLIS));
        return List.of(
                convoy("monitor", MANY, "", NO_HARM),
                convoy("monitor", VERY_MANY, "", NO_HARM),
                convoy("lock", MANY, ",virtual,go", held),
                convoy("lock", VERY_MANY, "", NO_HARM),
                independent());
    }

    private static Row convoy(String kind, int threads, String others, List<Target> targets) {
        return new Row(
                "c." + kind + threads,
                "10 us CPU, 10 us CPU under one " + (kind.equals("lock") ? "ReentrantLock" : "monitor")
                        + "; latencies: the wait for it",
                Loads.with(Loads.endless(threads), "cpu=10 work=" + kind),
                Pools.of(threads + others),
                Pools.of(Integer.toString(threads)),
                0,
                targets);
    }

    private static Row independent() {
        return new Row(
                "c.independent",
                "half of the threads sleep 10 ms inside one synchronized, the other half 25 us CPU each; the latter count",
                Loads.with(Loads.endless(MANY), "work=independent cpu=25 ms=10"),
                Pools.of("200"),
                Pools.of("200"),
                0,
                List.of(Targets.timesWithout(INDEPENDENT)));
    }
}
