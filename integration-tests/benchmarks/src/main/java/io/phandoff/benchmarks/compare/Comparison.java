// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The table of our figures and Go's. In each round each row is measured in a new JVM and right after it in a new process
 * of Go, so that both meet the same noise. System properties: {@code jmh.rounds}, {@code jmh.only} (part of a row's
 * name), {@code go.sources}, {@code work} (a directory to write to), {@code idle.seconds}.
 */
public final class Comparison {

    private final JavaForks java;
    private final Optional<GoProgram> go;
    private final Path work;
    private final List<Row> rows;
    private final Map<String, Result> results = new LinkedHashMap<>();

    private Comparison(Path work, Optional<GoProgram> go, List<Row> rows) {
        this.java = new JavaForks(work);
        this.work = work;
        this.go = go;
        this.rows = rows;
        rows.forEach(row -> results.put(row.what(), new Result()));
    }

    /** Measures and prints. */
    public static void main(String[] args) throws IOException, InterruptedException, RunnerException {
        compare(Rows.all());
    }

    /** Measures and prints the rows that are asked for. */
    static void compare(List<Row> all) throws IOException, InterruptedException, RunnerException {
        int rounds = Integer.getInteger("jmh.rounds", 5);
        String only = System.getProperty("jmh.only", "");
        Path work = Files.createDirectories(
                Path.of(System.getProperty("work", "target/jmh")).toAbsolutePath());
        Path sources = Path.of(System.getProperty("go.sources", "src/main/go")).toAbsolutePath();
        List<Row> rows = all.stream().filter(row -> row.what().contains(only)).toList();

        Comparison comparison = new Comparison(work, GoProgram.build(sources, work), rows);
        for (int round = 1; round <= rounds; round++) {
            long start = System.nanoTime();
            comparison.round();
            System.out.printf("round %d of %d: %d s%n", round, rounds, (System.nanoTime() - start) / 1_000_000_000);
        }
        System.out.println(
                "medians of " + rounds + " rounds, an operation each; calls: means, as one thread sees them; JDK "
                        + Runtime.version().feature());
        Table.lines(rows, comparison.results).forEach(System.out::println);
    }

    private void round() throws IOException, InterruptedException, RunnerException {
        Map<Row.Run, Optional<Measured>> done = new HashMap<>(); // two rows may read one run
        for (Row row : rows) {
            Result result = results.get(row.what());
            Optional<Measured> ours = done.get(row.java());
            if (ours == null) {
                ours = Optional.ofNullable(measure(row.java()));
                done.put(row.java(), ours);
            }
            if (ours.isPresent()) {
                result.addOurs(row.figure(), ours.get());
            } else {
                System.out.println("failed: " + row.what() + ", see " + log(row.java()));
            }
            if (go.isPresent() && !row.go().isEmpty()) {
                Measured theirs = go.get().measure(row.java().under(), row.go());
                if (theirs == null) {
                    System.out.println("Go failed: " + row.what());
                } else {
                    result.addGo(theirs);
                }
            }
        }
    }

    private Measured measure(Row.Run run) throws IOException, InterruptedException, RunnerException {
        if (run instanceof Row.JavaRun jmh) {
            return java.measure(jmh);
        }
        if (run instanceof Row.ProgramRun program) {
            return ProgramForks.measure(program, log(program));
        }
        return IdleRuns.measure(Integer.getInteger("idle.seconds", 60));
    }

    private Path log(Row.Run run) {
        if (run instanceof Row.JavaRun jmh) {
            return java.log(jmh);
        }
        String name = run instanceof Row.ProgramRun program
                ? program.main().getSimpleName() + "-" + String.join("-", program.arguments())
                        + (program.under().isEmpty() ? "" : "-pinned")
                : "idle";
        return work.resolve(name + ".log");
    }
}
