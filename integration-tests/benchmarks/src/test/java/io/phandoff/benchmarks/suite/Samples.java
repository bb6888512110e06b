// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Figure;
import io.phandoff.benchmarks.suite.program.Figures;
import io.phandoff.benchmarks.suite.program.Pool;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A row and figures that nobody measured. */
final class Samples {

    private Samples() {}

    /** Starved below 100 threads. */
    static Row row(Target... targets) {
        return new Row(
                "x.sample",
                "sample",
                Map.of("work", "starved"),
                List.of(Pool.fixed(2), Pool.fixed(200), Pool.VIRTUAL),
                List.of(Pool.fixed(2), Pool.fixed(200)),
                100,
                List.of(targets));
    }

    static Cell cell(Row row, int size, boolean agent) {
        return new Cell(row, Pool.fixed(size), agent);
    }

    /** One round. */
    static void add(Results results, Cell cell, double perSecond, double p99) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.PER_SECOND, perSecond);
        figures.put(Figure.P99, p99);
        results.add(cell, Figures.of(figures));
    }
}
