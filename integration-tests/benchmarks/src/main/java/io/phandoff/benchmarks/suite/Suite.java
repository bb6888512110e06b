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
            suite.cells().forEach(System.out::println);
        } else if (!suite.measure()) {
            System.exit(1);
        }
    }

    private List<Cell> cells() {
        return rows.stream().flatMap(row -> row.cells().stream()).toList();
    }

    /** Whether nothing failed. */
    boolean measure() throws IOException, InterruptedException {
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
        Files.createDirectories(options.directory());
        Path markdown = options.directory().resolve("suite.md");
        Path csv = options.directory().resolve("suite.csv");
        Files.write(markdown, table(round));
        Files.write(csv, CsvReport.of(rows, results));
        System.out.println("written: " + markdown + ", " + csv);
    }

    private List<String> table(int rounds) {
        String caption = home + ", " + Runtime.getRuntime().availableProcessors() + " CPUs, "
                + (rounds == 1 ? "one round" : "medians of " + rounds + " rounds [lowest..highest]")
                + (options.agent().isEmpty() ? "" : ", " + options.agent());
        return MarkdownReport.of(caption, rows, results);
    }
}
