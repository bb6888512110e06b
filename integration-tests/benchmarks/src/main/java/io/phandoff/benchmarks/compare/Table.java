// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table as text. */
final class Table {

    private Table() {}

    static List<String> lines(List<Row> rows, Map<String, Result> results) {
        List<String> lines = new ArrayList<>();
        lines.add(format("what", "ours [lowest..highest]", "Go [lowest..highest]", "ratio", "goal", "", "p99, Go's"));
        for (Row row : rows) {
            Result result = results.get(row.what());
            lines.add(format(
                    row.what(),
                    result.ours.isEmpty() ? "failed" : range(row.figure(), result.ours),
                    result.go.isEmpty() ? "-" : range(row.figure(), result.go),
                    result.ours.isEmpty() || result.go.isEmpty()
                            ? ""
                            : String.format(Locale.ROOT, "%.2f", result.ours.median() / result.go.median()),
                    row.goal().text(),
                    row.goal().verdict(result, results),
                    percentiles(row.figure(), result)));
        }
        return lines;
    }

    private static String percentiles(Row.Figure figure, Result result) {
        if (result.oursP99.isEmpty()) {
            return "";
        }
        String ours = number(figure, result.oursP99.median());
        String both = result.goP99.isEmpty() ? ours : ours + ", " + number(figure, result.goP99.median());
        return result.refused == 0 ? both : both + ", refused: " + result.refused;
    }

    private static String format(Object... cells) {
        return String.format(Locale.ROOT, "%-42s %-28s %-28s %6s  %-17s %-8s %s", cells)
                .stripTrailing();
    }

    private static String range(Row.Figure figure, Samples samples) {
        String unit =
                switch (figure) {
                    case NANOS -> "ns";
                    case MICROS -> "us";
                    case MILLIS -> "ms";
                    case BYTES -> "B";
                    case MEGABYTES -> "MB";
                };
        return number(figure, samples.median()) + " " + unit + " [" + number(figure, samples.lowest()) + ".."
                + number(figure, samples.highest()) + "]";
    }

    private static String number(Row.Figure figure, double value) {
        return switch (figure) {
            case NANOS -> String.format(Locale.ROOT, "%,.1f", value);
            case MICROS -> String.format(Locale.ROOT, "%,.1f", value / 1000);
            case MILLIS -> String.format(Locale.ROOT, "%,.2f", value / 1_000_000);
            case MEGABYTES -> String.format(Locale.ROOT, "%,.1f", value / 1_000_000);
            case BYTES -> String.format(Locale.ROOT, "%.3f", value);
        };
    }
}
