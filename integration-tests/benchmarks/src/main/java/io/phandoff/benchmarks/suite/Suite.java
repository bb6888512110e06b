// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.it.JavaHome;
import io.phandoff.it.JavaHomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whole programs without the agent, with it, and as what a user would pick in its place, on the newest JDK of {@link
 * JavaHomes}. Arguments, or words of the system property {@code it.args}: see {@link SuiteOptions}.
 */
public final class Suite {

    private final JavaHome home;
    private final SuiteOptions options;
    private final List<Row> rows;
    private final Results results = new Results();

    Suite(JavaHome home, SuiteOptions options) {
        this.home = home;
        this.options = options;
        this.rows = Rows.of(options, Runtime.getRuntime().availableProcessors(), home.feature());
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("no such row: rows=" + options.rows() + " pools=" + options.pools()
                    + " (expected: beginnings of names that list=yes prints)");
        }
    }

    /** Measures, prints and writes the table; exit code 1 if a program failed. */
    public static void main(String[] args) throws IOException, InterruptedException {
        String property = System.getProperty("it.args", "").strip();
        List<String> words =
                args.length > 0 || property.isEmpty() ? List.of(args) : List.of(property.split("\\s+", -1));
        Suite suite = new Suite(JavaHomes.newest(), SuiteOptions.parse(words));
        if (suite.options.list()) {
            (suite.options.pairs() > 0 ? Pairs.cells(suite.rows, suite.options) : suite.cells())
                    .forEach(System.out::println);
        } else if (!suite.measure()) {
            System.exit(1);
        }
    }

    private List<Cell> cells() {
        return rows.stream().flatMap(row -> row.cells().stream()).toList();
    }

    /** Whether nothing failed. */
    boolean measure() throws IOException, InterruptedException {
        return options.pairs() > 0 ? measurePairs() : measureCells();
    }

    private boolean measurePairs() throws IOException, InterruptedException {
        List<Cell> cells = Pairs.cells(rows, options);
        try (Pairs pairs = new Pairs(home, options)) {
            for (int round = 1; round <= options.rounds(); round++) {
                pairs.round(round, cells);
                String caption = home + ", " + Runtime.getRuntime().availableProcessors() + " CPUs, " + round
                        + " rounds of " + options.pairs() + " pairs" + agentOptions()
                        + options.against().map(against -> ", " + against).orElse("");
                write("pairs.md", pairs.table(caption, cells));
            }
            pairs.failed().forEach(cell -> System.out.println("FAILED: " + cell));
            return pairs.failed().isEmpty();
        }
    }

    private boolean measureCells() throws IOException, InterruptedException {
        try (Runs runs = new Runs(home, options)) {
            Rounds rounds = new Rounds(runs::run, results);
            rounds.run(options.rounds(), cells(), this::write);
            table(options.rounds()).forEach(System.out::println);
            rounds.failed().forEach(cell -> System.out.println("FAILED: " + cell));
            return rounds.failed().isEmpty();
        }
    }

    /** After each round, so that what was measured is there if the next one is cut short. */
    private void write(int round) throws IOException {
        write("suite.md", table(round));
        write("suite.csv", CsvReport.of(rows, results));
    }

    private void write(String name, List<String> lines) throws IOException {
        Path file = Files.createDirectories(options.directory()).resolve(name);
        Files.write(file, lines);
        System.out.println("written: " + file);
    }

    private String agentOptions() {
        return options.agent().isEmpty() ? "" : ", " + options.agent();
    }

    private List<String> table(int rounds) {
        String caption = home + ", " + Runtime.getRuntime().availableProcessors() + " CPUs, "
                + (rounds == 1 ? "one round" : "medians of " + rounds + " rounds [lowest..highest]")
                + agentOptions();
        return MarkdownReport.of(caption, rows, results);
    }
}
