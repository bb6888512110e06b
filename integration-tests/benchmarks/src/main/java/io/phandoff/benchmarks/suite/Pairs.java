// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Figures;
import io.phandoff.it.JavaHome;
import io.phandoff.it.RunningJvm;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * With and without the agent side by side: two processes live and are warm at the same time, and work in turns of a second or two. What
 * the machine does meanwhile, which changes the same cell by a tenth from one minute to the next, meets both. Only where
 * the pool is not starved without the agent, where the question is whether the agent does harm. Or, on any pool, one agent against another.
 *
 * <p>Each side has services of its own, so that each can count what it has committed.
 */
final class Pairs implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int SETTLE_MILLIS = 300;

    private final SuiteOptions options;
    private final JavaRun javaWithout;
    private final JavaRun javaWith;
    private final Runs runs;
    private final Services without;
    private final Services with;
    private final PairResults results = new PairResults();
    private final PairReport report = new PairReport(results);
    private final Set<Cell> failed = new LinkedHashSet<>();

    Pairs(JavaHome home, SuiteOptions options) throws InterruptedException {
        this.options = options;
        javaWith = new JavaRun(home, options.agent());
        javaWithout = options.against()
                .map(against -> new JavaRun(home, against.options(), against.jar()))
                .orElse(javaWith);
        runs = new Runs(home, options);
        without = new Services(home);
        with = new Services(home);
    }

    /** Those with the agent that have one to be compared with; a quota and the demo's shop cannot take turns. */
    static List<Cell> cells(List<Row> rows, SuiteOptions options) {
        return rows.stream()
                .filter(row -> !row.work().containsKey(Row.QUOTA)
                        && !Row.SHOP.equals(row.work().get("work")))
                .flatMap(row -> row.cells().stream())
                .filter(cell -> cell.agent() && cell.row().without().contains(cell.pool()))
                .filter(cell -> options.against().isPresent() || !cell.row().starves(cell.pool()))
                .toList();
    }

    /** New processes for each cell; one that fails is missing, the others are measured all the same. */
    void round(int round, List<Cell> cells) throws InterruptedException {
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            String text;
            try {
                text = measure(cell) ? report.text(cell) : "not on this machine";
            } catch (RuntimeException e) {
                failed.add(cell);
                text = "FAILED " + e;
            }
            System.out.println(round + ":" + (i + 1) + "/" + cells.size() + " "
                    + cell.row().id() + " " + cell.pool().name() + ": " + text);
        }
    }

    /** Cells that failed in a round. */
    Set<Cell> failed() {
        return failed;
    }

    /** What has been measured so far. */
    List<String> table(String caption, List<Cell> cells) {
        return report.of(caption, cells);
    }

    private boolean measure(Cell cell) throws InterruptedException {
        Optional<List<String>> wordsWithout = words(cell.with(false), without);
        Optional<List<String>> wordsWith = words(cell, with);
        if (wordsWithout.isEmpty() || wordsWith.isEmpty()) {
            return false;
        }
        Cell compared = options.against().isPresent() ? cell : cell.with(false);
        try (RunningJvm one = warm(javaWithout, compared, wordsWithout.get());
                RunningJvm other = warm(javaWith, cell, wordsWith.get())) {
            results.begin(cell);
            for (int pair = 0; pair < options.pairs(); pair++) {
                boolean otherFirst = pair % 2 == 1;
                Figures first = turn(otherFirst ? other : one);
                Figures second = turn(otherFirst ? one : other);
                results.add(cell, otherFirst ? second : first, otherFirst ? first : second);
            }
        }
        return true;
    }

    private Optional<List<String>> words(Cell cell, Services services) throws InterruptedException {
        Optional<Map<String, String>> arguments = runs.arguments(cell, services);
        return arguments.map(all -> {
            Map<String, String> more = new LinkedHashMap<>(all);
            more.put("settle-millis", Integer.toString(SETTLE_MILLIS));
            return Runs.words(more);
        });
    }

    private static RunningJvm warm(JavaRun java, Cell cell, List<String> words) throws InterruptedException {
        RunningJvm jvm = java.start(cell, words);
        try {
            jvm.awaitLine("ready", LIMIT);
            return jvm;
        } catch (IllegalStateException e) {
            jvm.close();
            throw e;
        }
    }

    private static Figures turn(RunningJvm jvm) throws InterruptedException {
        return Figures.parse(jvm.ask("turn", Figures.PREFIX, LIMIT));
    }

    @Override
    public void close() {
        runs.close();
        without.close();
        with.close();
    }
}
