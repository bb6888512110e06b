// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.scale;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** All measurements: nanoseconds by figure, processors and workers. */
final class ScaleData {

    /** What two runs of the same cell differ by on a shared machine, and caches that many threads share. */
    static final double FLAT = 1.5;

    private final Map<ScaleFigure, TreeMap<Integer, TreeMap<Integer, List<Double>>>> nanos =
            new EnumMap<>(ScaleFigure.class);

    /** One line that a cell has printed: one number for each figure. */
    void add(int workers, int processors, String line) {
        String[] numbers = line.strip().split(" ", -1);
        int next = 0;
        for (ScaleFigure figure : ScaleFigure.values()) {
            nanos.computeIfAbsent(figure, key -> new TreeMap<>())
                    .computeIfAbsent(processors, key -> new TreeMap<>())
                    .computeIfAbsent(workers, key -> new ArrayList<>())
                    .add(Double.parseDouble(numbers[next++]));
        }
    }

    /** Medians by the number of workers, for each number of processors; both in ascending order. */
    NavigableMap<Integer, NavigableMap<Integer, Double>> medians(ScaleFigure figure) {
        NavigableMap<Integer, NavigableMap<Integer, Double>> medians = new TreeMap<>();
        nanos.getOrDefault(figure, new TreeMap<>())
                .forEach((processors, line) ->
                        line.forEach((workers, samples) -> medians.computeIfAbsent(processors, key -> new TreeMap<>())
                                .put(workers, median(samples))));
        return medians;
    }

    private static double median(List<Double> samples) {
        List<Double> sorted = samples.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** A line for each figure and number of processors; the last column compares most workers with fewest. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        for (ScaleFigure figure : ScaleFigure.values()) {
            medians(figure).forEach((processors, line) -> {
                if (lines.isEmpty()) {
                    StringBuilder head = new StringBuilder(format("ns, by blocked workers", "processors"));
                    line.keySet().forEach(workers -> head.append(String.format(Locale.ROOT, " %,10d", workers)));
                    lines.add(head.append("      last/first").toString());
                }
                StringBuilder row = new StringBuilder(format(figure.label(), processors.toString()));
                line.values().forEach(value -> row.append(String.format(Locale.ROOT, " %,10.1f", value)));
                double ratio = line.lastEntry().getValue() / line.firstEntry().getValue();
                lines.add(row.append(String.format(Locale.ROOT, " %8.2f %s", ratio, verdict(figure, ratio)))
                        .toString());
            });
        }
        return lines;
    }

    private static String verdict(ScaleFigure figure, double ratio) {
        if (!figure.isToBeFlat()) {
            return "";
        }
        return ratio <= FLAT ? "flat" : "NOT FLAT";
    }

    private static String format(String first, String second) {
        return String.format(Locale.ROOT, "%-46s %10s", first, second);
    }
}
