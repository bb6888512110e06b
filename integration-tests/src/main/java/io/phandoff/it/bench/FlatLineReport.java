// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The measurements as lines to read: a table, and whether the line is flat. */
final class FlatLineReport {

    private FlatLineReport() {}

    /** One line a cell; with the agent each size is held to the goal. */
    static List<String> table(FlatLineData data) {
        List<String> lines = new ArrayList<>();
        lines.add(data.caption() + "; [lowest..highest]; of best: of the best fixed size without the agent");
        lines.add(line("work", "pool", "agent", "tasks/s", "of best", "p99 ms", "threads", "CPU us/task", "goal"));
        for (FlatLineRow row : data.rows()) {
            FlatLineCell cell = row.cell();
            lines.add(line(
                    cell.work().label(),
                    cell.pool().label(),
                    cell.agent() ? "with" : "without",
                    text("%,.0f", row.perSecond()),
                    String.format(Locale.ROOT, "%.2f", data.ofBest(row)),
                    text("%,.1f", row.p99Millis()),
                    String.format(Locale.ROOT, "%,.0f", row.threads().median()),
                    String.format(Locale.ROOT, "%.0f", row.cpuMicros().median()),
                    verdict(data, row)));
        }
        return lines;
    }

    /** Two lines a work: how far below the best size the lowest one with the agent is, and how far above it its p99. */
    static List<String> summary(FlatLineData data) {
        List<String> lines = new ArrayList<>();
        for (FlatLineWork work : data.works()) {
            List<FlatLineRow> with = data.fixed(work, true);
            if (!with.isEmpty() && data.best(work).isPresent()) {
                FlatLineRow best = data.best(work).get();
                lines.add(throughput(data, best, with));
                lines.add(p99(data.fixed(work, false), with));
            }
        }
        return lines;
    }

    private static String throughput(FlatLineData data, FlatLineRow best, List<FlatLineRow> with) {
        FlatLineRow lowest =
                with.stream().min(Comparator.comparingDouble(data::ofBest)).orElseThrow();
        return String.format(
                Locale.ROOT,
                "%-6s best without: %,.0f/s at %s; with the agent: %.2f to %.2f of it, lowest %,.0f/s at %s: %s",
                best.cell().work().label(),
                best.perSecond().median(),
                best.cell().pool().label(),
                data.ofBest(lowest),
                with.stream().mapToDouble(data::ofBest).max().orElseThrow(),
                lowest.perSecond().median(),
                lowest.cell().pool().label(),
                data.ofBest(lowest) >= FlatLineData.GOAL ? "flat" : "NOT FLAT");
    }

    private static String p99(List<FlatLineRow> without, List<FlatLineRow> with) {
        Comparator<FlatLineRow> byP99 =
                Comparator.comparingDouble(row -> row.p99Millis().median());
        FlatLineRow best = without.stream().min(byP99).orElseThrow();
        FlatLineRow worst = with.stream().max(byP99).orElseThrow();
        return String.format(
                Locale.ROOT,
                "       p99 without: lowest %,.1f ms at %s; with the agent: highest %,.1f ms at %s, %.2f times that",
                best.p99Millis().median(),
                best.cell().pool().label(),
                worst.p99Millis().median(),
                worst.cell().pool().label(),
                worst.p99Millis().median() / best.p99Millis().median());
    }

    private static String verdict(FlatLineData data, FlatLineRow row) {
        if (!row.cell().agent() || row.cell().pool().equals(PoolKind.VIRTUAL)) {
            return "-";
        }
        double ofBest = data.ofBest(row);
        return Double.isNaN(ofBest) ? "-" : ofBest >= FlatLineData.GOAL ? "met" : "MISSED";
    }

    private static String text(String format, Spread spread) {
        return String.format(
                Locale.ROOT,
                format + " [" + format + ".." + format + "]",
                spread.median(),
                spread.lowest(),
                spread.highest());
    }

    private static String line(String... words) {
        return String.format(Locale.ROOT, "%-7s %-8s %-8s %-26s %-8s %-30s %-8s %-12s %s", (Object[]) words)
                .stripTrailing();
    }
}
