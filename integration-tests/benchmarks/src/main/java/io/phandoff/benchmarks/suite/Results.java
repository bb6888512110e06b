// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Figure;
import io.phandoff.benchmarks.suite.program.Figures;
import io.phandoff.it.bench.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** What has been measured so far. Not thread safe. */
final class Results {

    private final Map<Cell, List<Figures>> rounds = new LinkedHashMap<>();

    void add(Cell cell, Figures figures) {
        rounds.computeIfAbsent(cell, key -> new ArrayList<>()).add(figures);
    }

    /** How many rounds a cell has. */
    int rounds(Cell cell) {
        return rounds.getOrDefault(cell, List.of()).size();
    }

    /** Of all rounds; empty if the figure was never measured. */
    Optional<Spread> spread(Cell cell, Figure figure) {
        double[] measured = values(cell, figure).toArray();
        return measured.length == 0 ? Optional.empty() : Optional.of(Spread.of(DoubleStream.of(measured)));
    }

    /** Not a number if the figure was never measured. */
    double median(Cell cell, Figure figure) {
        return spread(cell, figure).map(Spread::median).orElse(Double.NaN);
    }

    /** The highest throughput of a size that somebody chose, without the agent; not a number if there is none. */
    double best(Row row) {
        return row.without().stream()
                .filter(pool -> pool.isFixed())
                .mapToDouble(pool -> median(new Cell(row, pool, false), Figure.PER_SECOND))
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(Double.NaN);
    }

    /** Throughput against {@link #best}. */
    double ofBest(Cell cell) {
        return median(cell, Figure.PER_SECOND) / best(cell.row());
    }

    /** Of a cell with the agent, against the same pool without it; not a number if there is no such, or nothing to divide by. */
    double toWithout(Cell cell, Figure figure) {
        double without = median(cell.with(false), figure);
        return cell.agent() && without > 0 ? median(cell, figure) / without : Double.NaN;
    }

    private DoubleStream values(Cell cell, Figure figure) {
        return rounds.getOrDefault(cell, List.of()).stream()
                .mapToDouble(figures -> figures.get(figure))
                .filter(value -> !Double.isNaN(value));
    }
}
