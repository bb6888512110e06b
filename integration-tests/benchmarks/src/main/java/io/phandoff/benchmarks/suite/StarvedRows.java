// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Figure;
import io.phandoff.benchmarks.suite.program.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** CPU, something that blocks, as much CPU again: rows (a), (g) and (h). */
final class StarvedRows {

    /** Tasks in flight in a closed loop: as many as the largest pool has threads, or some would never run. */
    private static final int IN_FLIGHT = 2000;

    private static final double BEST = 0.95;
    private static final double THROTTLED = 0.2;
    private static final double P50_MILLIS = 15;
    private static final double P99_MILLIS = 30;
    private static final List<Target> LIKE_BEST = List.of(Targets.ofBest(BEST), Targets.noHarm());

    private final int cpus;

    StarvedRows(int cpus) {
        this.cpus = cpus;
    }

    /** The selection of row (a) that the table needs, or what was asked for in its place. */
    List<Row> starved(SuiteOptions.Cross cross) {
        if (!cross.isEmpty()) {
            return each(cross);
        }
        List<Row> rows = new ArrayList<>();
        rows.add(row("a", 50, "sleep", 10, "closed", Pools.ALL, Pools.of("2,16,200,2000,cached"), everySize()));
        rows.add(row("a", 500, "sleep", 10, "80", Pools.of("2,16,200,virtual,go"), Pools.of("2,200"), openLoop()));
        for (String load : List.of("50", "95")) {
            rows.add(row("a", 500, "sleep", 10, load, Pools.of("2,200"), Pools.of("2,200"), LIKE_BEST));
        }
        rows.add(row("a", 50, "park", 10, "closed", Pools.of("2,2000"), Pools.of("2"), LIKE_BEST));
        rows.add(row("a", 50, "socket", 10, "closed", Pools.of("2,2000,virtual,go"), Pools.of("2"), LIKE_BEST));
        rows.add(row("a", 500, "sleep", 1, "closed", Pools.of("2,16"), Pools.of("2,16"), LIKE_BEST));
        rows.add(row("a", 500, "sleep", 100, "closed", Pools.of("2,2000"), Pools.of("2"), LIKE_BEST));
        return rows;
    }

    private List<Row> each(SuiteOptions.Cross cross) {
        List<Row> rows = new ArrayList<>();
        for (int cpu : or(cross.cpuMicros(), List.of(50))) {
            for (String block : or(cross.blocks(), List.of("sleep"))) {
                for (int millis : or(cross.millis(), List.of(10))) {
                    for (String load : or(cross.loads(), List.of("closed"))) {
                        rows.add(row("a", cpu, block, millis, load, Pools.ALL, Pools.of("2,200"), LIKE_BEST));
                    }
                }
            }
        }
        return rows;
    }

    private static <T> List<T> or(List<T> asked, List<T> otherwise) {
        return asked.isEmpty() ? otherwise : asked;
    }

    private static List<Target> everySize() {
        return List.of(Targets.ofBest(BEST), Targets.notBelowVirtualThreads(), Targets.noHarm());
    }

    private static List<Target> openLoop() {
        Pool small = Pool.fixed(2);
        return List.of(
                Targets.atMost(small, Figure.P50, P50_MILLIS),
                Targets.atMost(small, Figure.P99, P99_MILLIS),
                Targets.noHarm());
    }

    /** One CPU for all that the program does. */
    Row quota() {
        StarvedRows oneCpu = new StarvedRows(1);
        List<Target> targets = List.of(Targets.atMostOfWithout(Figure.THROTTLED, THROTTLED), Targets.noHarm());
        Row row = oneCpu.row("g", 500, "sleep", 10, "85", Pools.of("2,200,go"), Pools.of("2,200"), targets);
        return row.where(Row.QUOTA, "1");
    }

    /** Virtual threads are not managed; an attached agent must not cost them anything. */
    List<Row> virtual() {
        List<Pool> virtual = List.of(Pool.VIRTUAL);
        List<Target> targets = List.of(Targets.noHarm());
        return List.of(
                row("h", 50, "sleep", 10, "closed", virtual, virtual, targets),
                row("h", 50, "socket", 10, "closed", virtual, virtual, targets),
                row("h", 500, "sleep", 10, "80", virtual, virtual, targets));
    }

    private Row row(
            String letter,
            int cpuMicros,
            String block,
            int millis,
            String load,
            List<Pool> without,
            List<Pool> with,
            List<Target> targets) {
        Map<String, String> comes =
                load.equals("closed") ? Loads.closed(IN_FLIGHT) : Loads.open(Integer.parseInt(load));
        return new Row(
                letter + "." + block + millis + ".cpu" + cpuMicros + "." + Loads.name(load),
                cpuMicros + " us CPU, " + millis + " ms " + block + ", " + cpuMicros + " us CPU",
                Loads.with(comes, "work=starved cpu=" + cpuMicros + " block=" + block + " ms=" + millis),
                without,
                with,
                cpus * (1 + millis * 1000 / (2 * cpuMicros)),
                targets);
    }
}
