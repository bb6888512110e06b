// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Figure;
import io.phandoff.it.bench.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table as Markdown: a section a row, a line a cell. */
final class MarkdownReport {

    private static final List<Figure> WITH_RANGE = List.of(Figure.PER_SECOND, Figure.P99);

    private MarkdownReport() {}

    /** What was measured of these rows, under a caption. */
    static List<String> of(String caption, List<Row> rows, Results results) {
        List<String> lines = new ArrayList<>(List.of(caption));
        for (Row row : rows) {
            lines.addAll(List.of("", "### " + row.id(), "", row.text(), "", heading(), rule()));
            row.cells().forEach(cell -> lines.add(line(cell, results)));
        }
        return lines;
    }

    private static String heading() {
        return cells(Stream.concat(
                Stream.of("pool", "agent", "with/without", "with/best", "p99 with/without"),
                Stream.concat(Arrays.stream(Figure.values()).map(Figure::heading), Stream.of("target"))));
    }

    private static String rule() {
        return cells(Stream.generate(() -> "---").limit(6 + Figure.values().length));
    }

    private static String line(Cell cell, Results results) {
        Stream<String> ratios = Stream.of(
                cell.pool().name(),
                cell.agent() ? "**with**" : "without",
                ratio(results.toWithout(cell, Figure.PER_SECOND)),
                ratio(results.ofBest(cell)),
                ratio(results.toWithout(cell, Figure.P99)));
        Stream<String> figures = Arrays.stream(Figure.values()).map(figure -> figure(cell, figure, results));
        return cells(Stream.concat(ratios, Stream.concat(figures, Stream.of(verdicts(cell, results)))));
    }

    private static String figure(Cell cell, Figure figure, Results results) {
        Optional<Spread> spread = results.spread(cell, figure);
        if (spread.isEmpty()) {
            return "-";
        }
        String median = figure.text(spread.get().median());
        return WITH_RANGE.contains(figure) && results.rounds(cell) > 1
                ? median + " [" + figure.text(spread.get().lowest()) + ".."
                        + figure.text(spread.get().highest()) + "]"
                : median;
    }

    private static String verdicts(Cell cell, Results results) {
        return !cell.agent()
                ? ""
                : cell.row().targets().stream()
                        .flatMap(target -> target.judge(cell, results).stream())
                        .map(Target.Verdict::toString)
                        .collect(Collectors.joining("; "));
    }

    private static String ratio(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String cells(Stream<String> texts) {
        return texts.collect(Collectors.joining(" | ", "| ", " |"));
    }
}
