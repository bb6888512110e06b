// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Figure;
import io.phandoff.it.bench.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All figures for other programs to read: median, lowest and highest round of each. */
final class CsvReport {

    private CsvReport() {}

    /** What was measured of these rows; what could not be is empty. */
    static List<String> of(List<Row> rows, Results results) {
        List<String> lines = new ArrayList<>(List.of(header()));
        for (Row row : rows) {
            row.cells().forEach(cell -> lines.add(line(cell, results)));
        }
        return lines;
    }

    private static String header() {
        StringBuilder header = new StringBuilder("row,pool,agent,rounds,with_without,with_best,p99_with_without");
        for (Figure figure : Figure.values()) {
            String key = "," + figure.key();
            header.append(key).append(key).append("_lowest").append(key).append("_highest");
        }
        return header.toString();
    }

    private static String line(Cell cell, Results results) {
        StringBuilder line = new StringBuilder(String.join(
                ",",
                cell.row().id(),
                cell.pool().name(),
                cell.agent() ? "with" : "without",
                Integer.toString(results.rounds(cell)),
                number(results.toWithout(cell, Figure.PER_SECOND)),
                number(results.ofBest(cell)),
                number(results.toWithout(cell, Figure.P99))));
        for (Figure figure : Figure.values()) {
            Optional<Spread> spread = results.spread(cell, figure);
            line.append(spread.map(CsvReport::numbers).orElse(",,,"));
        }
        return line.toString();
    }

    private static String numbers(Spread spread) {
        return "," + number(spread.median()) + "," + number(spread.lowest()) + "," + number(spread.highest());
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
    }
}
