// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import io.phandoff.benchmarks.CallBenchmark;
import io.phandoff.benchmarks.ForEachBenchmark;
import io.phandoff.benchmarks.LoadKind;
import io.phandoff.benchmarks.ResizeBenchmark;
import io.phandoff.benchmarks.StopTheWorldBenchmark;
import io.phandoff.benchmarks.compare.Row.Figure;
import io.phandoff.benchmarks.compare.Row.JavaRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the table compares. */
final class Rows {

    private static final double SOFT_NANOS = 25;
    /** An object has 16 bytes; what JMH itself allocates is a few thousandths of a byte a call. */
    private static final double NO_BYTES = 0.05;
    /** "No slower" on a machine where two runs of the same program differ by as much. */
    private static final double NOISE = 1.1;

    private static final double TIMES_GO = 2;
    private static final List<Integer> PROCESSORS = List.of(2, 4);

    private Rows() {}

    static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        calls(rows);
        for (LoadKind load : LoadKind.values()) {
            for (ResizeBenchmark.Step step : ResizeBenchmark.Step.values()) {
                if (load != LoadKind.BURN_1US
                        || step.from() + step.to() > 3) { // two rows fewer: ten minutes are enough
                    resize(rows, step, load, true);
                }
            }
        }
        for (LoadKind load : LoadKind.values()) {
            for (int processors : PROCESSORS) {
                stop(rows, processors, load, true);
            }
        }
        for (LoadKind load : List.of(LoadKind.IDLE, LoadKind.BURN_10US, LoadKind.CALLS)) {
            for (int processors : PROCESSORS) {
                forEach(rows, processors, load);
            }
        }
        // phandoff's default, where five threads run whatever the number of processors
        resize(rows, ResizeBenchmark.Step.FROM_2_TO_4, LoadKind.BURN_10US, false);
        resize(rows, ResizeBenchmark.Step.FROM_4_TO_2, LoadKind.BURN_10US, false);
        stop(rows, 2, LoadKind.BURN_10US, false);
        stop(rows, 4, LoadKind.BURN_10US, false);
        return rows;
    }

    private static void calls(List<Row> rows) {
        for (int processors : PROCESSORS) {
            String one = call(rows, "soft", 1, processors, Goal.atMost(SOFT_NANOS, "ns"));
            call(rows, "soft", 2, processors, Goal.noSlowerThan(one, NOISE));
        }
        call(rows, "hard", 1, 2, Goal.NONE);
        call(rows, "hard", 2, 2, Goal.NONE);
        rows.add(new Row("unmanaged thread, enter + exit", run("unmanaged", 1, 2), List.of(), Figure.NANOS, Goal.NONE));
        rows.add(new Row("nothing (JMH itself)", run("empty", 1, 2), List.of(), Figure.NANOS, Goal.NONE));
        for (String kind : List.of("soft", "hard")) {
            rows.add(new Row(
                    kind + " call, bytes allocated",
                    run(kind, 1, 2),
                    List.of(),
                    Figure.BYTES,
                    Goal.atMost(NO_BYTES, "B")));
        }
    }

    private static JavaRun run(String method, int threads, int processors) {
        return new JavaRun(
                CallBenchmark.class.getName() + "." + method,
                threads,
                new TreeMap<>(Map.of("processors", Integer.toString(processors), "recording", "none")));
    }

    private static String call(List<Row> rows, String kind, int threads, int processors, Goal goal) {
        String what = String.format(
                Locale.ROOT, "%s call, %d thread%s, P=%d", kind, threads, threads == 1 ? "" : "s", processors);
        rows.add(new Row(
                what,
                run(kind, threads, processors),
                List.of("-what", kind, "-threads", Integer.toString(threads), "-procs", Integer.toString(processors)),
                Figure.NANOS,
                goal));
        return what;
    }

    private static void resize(List<Row> rows, ResizeBenchmark.Step step, LoadKind load, boolean strict) {
        rows.add(underLoad(
                String.format(Locale.ROOT, "resize %d to %d", step.from(), step.to()),
                ResizeBenchmark.class,
                Map.of("step", step.name()),
                List.of("-what", "resize", "-procs", Integer.toString(step.from()), "-to", Integer.toString(step.to())),
                load,
                strict));
    }

    private static void stop(List<Row> rows, int processors, LoadKind load, boolean strict) {
        rows.add(underLoad(
                "stop-the-world, P=" + processors,
                StopTheWorldBenchmark.class,
                Map.of("processors", Integer.toString(processors)),
                List.of("-what", "stop", "-procs", Integer.toString(processors)),
                load,
                strict));
    }

    private static void forEach(List<Row> rows, int processors, LoadKind load) {
        Row row = underLoad(
                "for each processor, P=" + processors,
                ForEachBenchmark.class,
                Map.of("processors", Integer.toString(processors)),
                List.of("-what", "foreach", "-procs", Integer.toString(processors)),
                load,
                true);
        rows.add(new Row(row.what(), row.java(), row.go(), row.figure(), Goal.NONE));
    }

    private static Row underLoad(
            String what,
            Class<?> benchmark,
            Map<String, String> params,
            List<String> go,
            LoadKind load,
            boolean strict) {
        Map<String, String> all = new TreeMap<>(params);
        all.put("load", load.name());
        all.put("strict", Boolean.toString(strict));
        String loadName = load.name().toLowerCase(Locale.ROOT);
        List<String> arguments = new ArrayList<>(go);
        arguments.addAll(List.of("-load", loadName));
        return new Row(
                what + ", " + loadName.replace('_', ' ') + (strict ? "" : ", not strict"),
                new JavaRun(benchmark.getName(), 1, all),
                arguments,
                Figure.MICROS,
                load == LoadKind.IDLE ? Goal.NONE : Goal.timesGo(TIMES_GO));
    }
}
