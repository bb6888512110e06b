// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Figure;
import io.phandoff.it.bench.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table of pairs as Markdown, a line a cell, and whether it keeps "do no harm". */
final class PairReport {

    private static final String HEADING =
            "| row | pool | tasks/s without | with/without [95 %] (rounds) | p99 ms without | with/without [95 %] | CPU a task | do no harm |";

    private final PairResults results;

    PairReport(PairResults results) {
        this.results = results;
    }

    /** Under a caption. */
    List<String> of(String caption, List<Cell> cells) {
        List<String> lines = new ArrayList<>(List.of(caption, "", HEADING, "| --- ".repeat(8) + "|"));
        cells.forEach(cell -> lines.add(line(cell)));
        return lines;
    }

    private String line(Cell cell) {
        return String.join(
                " | ",
                "| " + cell.row().id(),
                cell.pool().name(),
                Figure.PER_SECOND.text(results.median(cell.with(false), Figure.PER_SECOND)),
                ratio(cell, Figure.PER_SECOND) + rounds(cell),
                Figure.P99.text(results.median(cell.with(false), Figure.P99)),
                ratio(cell, Figure.P99),
                median(cell, Figure.CPU_PER_TASK),
                verdict(cell) + " |");
    }

    /** In a few words, while it is measured. */
    String text(Cell cell) {
        return "throughput " + ratio(cell, Figure.PER_SECOND) + rounds(cell) + ", p99 " + ratio(cell, Figure.P99)
                + ", CPU a task " + median(cell, Figure.CPU_PER_TASK) + ": " + verdict(cell);
    }

    private String ratio(Cell cell, Figure figure) {
        return results.ratio(cell, figure)
                .map(ratio -> text("%.3f [%.3f..%.3f]", ratio.median(), ratio.low(), ratio.high()))
                .orElse("-");
    }

    private String rounds(Cell cell) {
        Optional<Spread> rounds = results.rounds(cell, Figure.PER_SECOND);
        return rounds.map(spread -> text(" (%.3f..%.3f)", spread.lowest(), spread.highest()))
                .orElse("");
    }

    private String median(Cell cell, Figure figure) {
        return results.ratio(cell, figure)
                .map(ratio -> text("%.3f", ratio.median()))
                .orElse("-");
    }

    /** What is missed by less than can be told here is not called missed, and not met either. */
    private String verdict(Cell cell) {
        Optional<Interval> rate = results.ratio(cell, Figure.PER_SECOND);
        Optional<Interval> p99 = results.ratio(cell, Figure.P99);
        if (rate.isEmpty() || p99.isEmpty()) {
            return "not measured";
        }
        if (rate.get().median() >= Targets.UNHARMED && p99.get().median() <= Targets.UNHARMED_P99) {
            return "met";
        }
        boolean told = rate.get().high() < Targets.UNHARMED || p99.get().low() > Targets.UNHARMED_P99;
        return told ? "**MISSED**" : "missed, within the interval";
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
