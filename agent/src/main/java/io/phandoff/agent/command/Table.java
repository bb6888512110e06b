// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.command;

import java.util.ArrayList;
import java.util.List;

/** Text in columns: the first is left-aligned, the others as their heading says; what is in the cells is made {@link Printable}. Not thread-safe. */
final class Table {
    private final List<String[]> rows = new ArrayList<>();

    /** @param headings one a column; one that begins with a space is right-aligned */
    Table(String... headings) {
        rows.add(headings);
    }

    void row(Object... cells) {
        String[] row = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            row[i] = Printable.line(String.valueOf(cells[i]));
        }
        rows.add(row);
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    /** The lines, each with its end. */
    @Override
    public String toString() {
        String[] headings = rows.get(0);
        int[] widths = new int[headings.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].trim().length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String cell = row[i].trim();
                String space = " ".repeat(widths[i] - cell.length());
                line.append(i == 0 ? "" : "  ");
                line.append(headings[i].startsWith(" ") ? space + cell : cell + space);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
