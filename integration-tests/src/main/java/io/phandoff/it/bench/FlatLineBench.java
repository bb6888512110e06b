// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import io.phandoff.it.JavaHome;
import io.phandoff.it.JavaHomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The picture: throughput and p99 against pool size, without and with the agent, on the newest JDK of {@link JavaHomes}.
 * Arguments, or words of the system property {@code it.args}: see {@link FlatLineOptions}.
 */
public final class FlatLineBench {

    private FlatLineBench() {}

    /** Measures, or reads what was measured, prints it and draws it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        String property = System.getProperty("it.args", "").strip();
        List<String> words =
                args.length > 0 || property.isEmpty() ? List.of(args) : List.of(property.split("\\s+", -1));
        FlatLineOptions options = FlatLineOptions.parse(words);
        if (options.draw().isPresent()) {
            report(FlatLineData.parse(Files.readAllLines(options.draw().get())), options.directory());
        } else {
            measure(JavaHomes.newest(), options);
        }
    }

    private static void report(FlatLineData data, Path directory) throws IOException {
        FlatLineReport.table(data).forEach(System.out::println);
        FlatLineReport.summary(data).forEach(System.out::println);
        write(data, directory);
    }

    /**
     * Rounds go forwards and backwards in turn, so that a machine that gets slower or faster favours nobody. What is
     * known is told after each, since five take more than an hour.
     */
    static FlatLineData measure(JavaHome home, FlatLineOptions options) throws IOException, InterruptedException {
        Map<FlatLineCell, List<FlatLineTurn>> turns = new LinkedHashMap<>();
        List<FlatLineCell> order = new ArrayList<>();
        for (FlatLineCell without : withoutAgent(home, options)) {
            FlatLineCell with = new FlatLineCell(without.work(), without.pool(), true);
            turns.put(without, new ArrayList<>());
            turns.put(with, new ArrayList<>());
            // Who goes first changes from pool to pool as well.
            order.addAll(order.size() / 2 % 2 == 0 ? List.of(without, with) : List.of(with, without));
        }
        FlatLineData data = new FlatLineData(caption(home, options, 0), List.of());
        try (FlatLineRuns runs = new FlatLineRuns(home, options)) {
            for (int round = 1; round <= options.rounds(); round++) {
                for (FlatLineCell cell : order) {
                    System.out.println("round " + round + " " + cell + ": " + add(runs, cell, turns.get(cell)));
                }
                Collections.reverse(order);
                data = new FlatLineData(caption(home, options, round), rows(turns));
                report(data, options.directory());
            }
        }
        return data;
    }

    private static List<FlatLineRow> rows(Map<FlatLineCell, List<FlatLineTurn>> turns) {
        return turns.entrySet().stream()
                .filter(cell -> !cell.getValue().isEmpty())
                .map(cell -> FlatLineRow.of(cell.getKey(), cell.getValue()))
                .toList();
    }

    private static List<FlatLineCell> withoutAgent(JavaHome home, FlatLineOptions options) {
        return options.works().stream()
                .flatMap(work -> options.pools().stream()
                        .filter(pool -> pool.existsOn(home.feature()))
                        .map(pool -> new FlatLineCell(work, pool, false)))
                .toList();
    }

    /** A cell that fails is missing in the picture; the others are measured all the same. */
    private static String add(FlatLineRuns runs, FlatLineCell cell, List<FlatLineTurn> turns)
            throws InterruptedException {
        try {
            FlatLineTurn turn = runs.run(cell);
            turns.add(turn);
            return String.format(
                    Locale.ROOT,
                    "%,.0f/s, p99 %,.1f ms, %d threads, %.0f us of CPU a task",
                    turn.rate().tasksPerSecond(),
                    turn.p99Millis(),
                    turn.peakThreads(),
                    turn.rate().cpuMicrosPerTask());
        } catch (IllegalStateException e) {
            return "FAILED " + e.getMessage();
        }
    }

    private static String caption(JavaHome home, FlatLineOptions options, int rounds) {
        return String.format(
                Locale.ROOT,
                "%s, %d CPUs, %,d tasks in flight, %s%s",
                home,
                Runtime.getRuntime().availableProcessors(),
                options.inFlight(),
                rounds == 1 ? "one round" : "medians of " + rounds + " rounds",
                options.agent().isEmpty() ? "" : ", " + options.agent());
    }

    /** Writes {@code flat-line.csv} and {@code flat-line.svg}. */
    private static void write(FlatLineData data, Path directory) throws IOException {
        Files.createDirectories(directory);
        Path csv = directory.resolve("flat-line.csv");
        Path svg = directory.resolve("flat-line.svg");
        Files.write(csv, data.csv());
        Files.writeString(svg, FlatLinePicture.draw(data));
        System.out.println("written: " + Arrays.asList(csv, svg));
    }
}
