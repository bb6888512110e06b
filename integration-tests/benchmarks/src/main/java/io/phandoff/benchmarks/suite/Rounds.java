// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Figure;
import io.phandoff.benchmarks.suite.program.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Measures all cells in turn, as often as asked. */
final class Rounds {

    /** Measures a cell once. */
    interface Runner {
        Optional<Figures> run(Cell cell) throws InterruptedException;
    }

    /** What to do after each round. */
    interface AfterRound {
        void ended(int round) throws IOException;
    }

    private final Runner runner;
    private final Results results;
    private final Set<Cell> failed = new LinkedHashSet<>();

    Rounds(Runner runner, Results results) {
        this.runner = runner;
        this.results = results;
    }

    /** Rounds go forwards and backwards in turn, so that a machine that gets slower or faster favours nobody. */
    void run(int rounds, List<Cell> cells, AfterRound afterRound) throws InterruptedException, IOException {
        List<Cell> order = new ArrayList<>(cells);
        for (int round = 1; round <= rounds; round++) {
            for (int i = 0; i < order.size(); i++) {
                Cell cell = order.get(i);
                System.out.println(round + ":" + (i + 1) + "/" + order.size() + " " + cell + ": " + run(cell));
            }
            afterRound.ended(round);
            Collections.reverse(order);
        }
    }

    /** Cells that failed in a round, whatever they did in others. */
    Set<Cell> failed() {
        return failed;
    }

    /** A cell that fails is missing in the table; the others are measured all the same. */
    private String run(Cell cell) throws InterruptedException {
        try {
            Optional<Figures> figures = runner.run(cell);
            figures.ifPresent(measured -> results.add(cell, measured));
            return figures.map(Rounds::text).orElse("not on this machine");
        } catch (RuntimeException e) {
            failed.add(cell);
            return "FAILED " + e;
        }
    }

    private static String text(Figures figures) {
        StringBuilder text = new StringBuilder();
        for (Figure figure : Figure.values()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(figure.text(figures.get(figure)))
                    .append(' ')
                    .append(figure.heading());
        }
        return text.toString();
    }
}
