// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import io.phandoff.it.JavaHome;
import io.phandoff.it.JavaHomes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The throughput table: tasks a second of a pool of 2 with the agent against a pool of 2 and one of 200 without it.
 * Five rounds of new JVMs, the three taking turns within each; medians. Argument: rounds, if not five.
 */
public final class ThroughputBench {

    private static final int ROUNDS = 5;
    private static final long WARM_UP_MILLIS = 2000;
    private static final long MILLIS = 2000;

    private ThroughputBench() {}

    private record Row(Samples small, Samples tuned, Samples withAgent) {}

    /** Prints a table for each JDK. */
    public static void main(String[] args) throws InterruptedException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS;
        for (JavaHome home : JavaHomes.all()) {
            print(home, rounds, measure(home, rounds));
        }
    }

    private static Map<BlockingKind, Row> measure(JavaHome home, int rounds) throws InterruptedException {
        Map<BlockingKind, Row> rows = new EnumMap<>(BlockingKind.class);
        for (BlockingKind kind : BlockingKind.values()) {
            rows.put(kind, new Row(new Samples(), new Samples(), new Samples()));
        }
        long steps = Throughput.calibrate(home);
        for (int round = 0; round < rounds; round++) {
            try (Throughput throughput = new Throughput(home, steps)) {
                // The first turn compiles and is not counted.
                throughput.tuned(BlockingKind.SLEEP, WARM_UP_MILLIS, MILLIS);
                throughput.withAgent(BlockingKind.SLEEP, WARM_UP_MILLIS, MILLIS);
                for (BlockingKind kind : BlockingKind.values()) {
                    Row row = rows.get(kind);
                    row.small().add(throughput.small(kind, WARM_UP_MILLIS / 2, MILLIS / 2));
                    row.tuned().add(throughput.tuned(kind, WARM_UP_MILLIS, MILLIS));
                    row.withAgent().add(throughput.withAgent(kind, WARM_UP_MILLIS, MILLIS));
                }
            }
        }
        return rows;
    }

    private static void print(JavaHome home, int rounds, Map<BlockingKind, Row> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(home + ", tasks a second, medians of " + rounds
                + " rounds [lowest..highest], CPU a task; ratio: with agent / pool 200");
        lines.add(String.format(
                Locale.ROOT, "%-8s %-30s %-30s %-30s %s", "kind", "pool 2", "pool 200", "pool 2 with agent", "ratio"));
        rows.forEach((kind, row) -> lines.add(String.format(
                Locale.ROOT,
                "%-8s %-30s %-30s %-30s %.2f",
                kind.name().toLowerCase(Locale.ROOT),
                row.small(),
                row.tuned(),
                row.withAgent(),
                row.withAgent().median() / row.tuned().median())));
        lines.forEach(System.out::println);
    }
}
