// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The conformance table in Markdown: written from results, or read out of a document. */
final class MarkdownTable {
    static final String FIRST_COLUMN = "call";
    private static final String NOT_THERE = "-";

    /** Row name to column name to cell. */
    private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

    /** From results by feature version; a row that a JDK does not have gets a dash. */
    static MarkdownTable of(Map<Integer, Map<String, Result>> results, Function<Result, String> cell) {
        MarkdownTable table = new MarkdownTable();
        for (String name : Catalogue.names()) {
            Map<String, String> cells = new LinkedHashMap<>();
            new TreeMap<>(results).forEach((feature, byName) -> {
                Result result = byName.get(name);
                cells.put("JDK " + feature, result == null ? NOT_THERE : cell.apply(result));
            });
            table.rows.put(name, cells);
        }
        return table;
    }

    /** The first table of a document whose first column is {@link #FIRST_COLUMN}. */
    static MarkdownTable read(List<String> lines) {
        MarkdownTable table = new MarkdownTable();
        List<String> columns = null;
        for (String line : lines) {
            List<String> cells = cells(line);
            if (columns == null) {
                columns = !cells.isEmpty() && cells.get(0).equals(FIRST_COLUMN) ? cells : null;
            } else if (cells.isEmpty()) {
                break;
            } else if (!cells.get(0).startsWith("---")) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i < cells.size(); i++) {
                    row.put(columns.get(i), cells.get(i));
                }
                table.rows.put(cells.get(0).replace("`", ""), row);
            }
        }
        return table;
    }

    private static List<String> cells(String line) {
        if (!line.startsWith("|")) {
            return List.of();
        }
        List<String> cells = new ArrayList<>();
        for (String cell : line.substring(1, line.lastIndexOf('|')).split("\\|", -1)) {
            cells.add(cell.trim());
        }
        return cells;
    }

    List<String> names() {
        return List.copyOf(rows.keySet());
    }

    /** The cells of a JDK by row; empty if the table has no such column. */
    Map<String, String> column(int feature) {
        Map<String, String> column = new LinkedHashMap<>();
        rows.forEach((name, cells) -> {
            String cell = cells.get("JDK " + feature);
            if (cell != null && !cell.equals(NOT_THERE)) {
                column.put(name, cell);
            }
        });
        return column;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        boolean headed = false;
        for (Map.Entry<String, Map<String, String>> row : rows.entrySet()) {
            if (!headed) {
                headed = true;
                line(text, FIRST_COLUMN, row.getValue().keySet());
                text.append("|---".repeat(row.getValue().size() + 1)).append("|\n");
            }
            line(text, "`" + row.getKey() + "`", row.getValue().values());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String first, Iterable<String> cells) {
        text.append("| ").append(first);
        cells.forEach(cell -> text.append(" | ").append(cell));
        text.append(" |\n");
    }
}
