// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that was measured, and what the goal makes of it.
 *
 * @param caption where and how it was measured, one line
 * @param rows at most one a cell
 */
record FlatLineData(String caption, List<FlatLineRow> rows) {

    /** With the agent every size is to reach this share of the best size without it. */
    static final double GOAL = 0.95;

    private static final String COMMENT = "# ";

    /** Reads what {@link #csv} wrote. */
    static FlatLineData parse(List<String> csv) {
        if (csv.size() < 2 || !csv.get(0).startsWith(COMMENT) || !csv.get(1).equals(FlatLineRow.HEADER)) {
            throw new IllegalArgumentException(
                    "not a flat line: lines=" + csv.size() + " (expected: a caption after #, the header, rows)");
        }
        return new FlatLineData(
                csv.get(0).substring(COMMENT.length()),
                csv.subList(2, csv.size()).stream().map(FlatLineRow::parse).toList());
    }

    List<String> csv() {
        List<String> lines = new ArrayList<>(List.of(COMMENT + caption, FlatLineRow.HEADER));
        rows.forEach(row -> lines.add(row.csv()));
        return lines;
    }

    Optional<FlatLineRow> row(FlatLineCell cell) {
        return rows.stream().filter(row -> row.cell().equals(cell)).findFirst();
    }

    /** In the order of the enum. */
    Set<FlatLineWork> works() {
        Set<FlatLineWork> works = EnumSet.noneOf(FlatLineWork.class);
        rows.forEach(row -> works.add(row.cell().work()));
        return works;
    }

    /** The pools of one work that have a size, without or with the agent, the smallest first. */
    List<FlatLineRow> fixed(FlatLineWork work, boolean agent) {
        return rows.stream()
                .filter(row -> row.cell().work() == work
                        && row.cell().agent() == agent
                        && row.cell().pool().isFixed())
                .sorted(Comparator.comparingInt(row -> row.cell().pool().size()))
                .toList();
    }

    /** The hand-tuned pool: the fixed size with the most tasks a second without the agent. */
    Optional<FlatLineRow> best(FlatLineWork work) {
        return fixed(work, false).stream()
                .max(Comparator.comparingDouble(row -> row.perSecond().median()));
    }

    /** Tasks a second as a multiple of the best size's; not a number when there is none. */
    double ofBest(FlatLineRow row) {
        return best(row.cell().work())
                .map(best -> row.perSecond().median() / best.perSecond().median())
                .orElse(Double.NaN);
    }
}
