// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Figure;
import io.phandoff.benchmarks.suite.program.Figures;
import io.phandoff.it.bench.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** What pairs of turns have shown so far. Not thread safe. */
final class PairResults {

    /** Two turns, one right after the other. */
    private record Pair(Figures without, Figures with) {

        double ratio(Figure figure) {
            return with.get(figure) / without.get(figure);
        }
    }

    /** By cell with the agent; a list for each round. */
    private final Map<Cell, List<List<Pair>>> rounds = new LinkedHashMap<>();

    /** The pairs that are added from now on are of new processes. */
    void begin(Cell cell) {
        rounds.computeIfAbsent(cell, key -> new ArrayList<>()).add(new ArrayList<>());
    }

    void add(Cell cell, Figures without, Figures with) {
        List<List<Pair>> all = rounds.get(cell);
        all.get(all.size() - 1).add(new Pair(without, with));
    }

    /** With, divided by without; empty if it was never measured. */
    Optional<Interval> ratio(Cell cell, Figure figure) {
        double[] ratios = of(cell).stream()
                .flatMap(List::stream)
                .mapToDouble(pair -> pair.ratio(figure))
                .filter(Double::isFinite)
                .toArray();
        return ratios.length == 0 ? Optional.empty() : Optional.of(Interval.of(DoubleStream.of(ratios)));
    }

    /** The median ratio of each round: how much two new processes differ from two others. */
    Optional<Spread> rounds(Cell cell, Figure figure) {
        double[] medians = of(cell).stream()
                .map(round -> round.stream()
                        .mapToDouble(pair -> pair.ratio(figure))
                        .filter(Double::isFinite)
                        .toArray())
                .filter(ratios -> ratios.length > 0)
                .mapToDouble(ratios -> Spread.of(DoubleStream.of(ratios)).median())
                .toArray();
        return medians.length == 0 ? Optional.empty() : Optional.of(Spread.of(DoubleStream.of(medians)));
    }

    /** Median of the turns of one side; not a number if there is none. */
    double median(Cell cell, Figure figure) {
        double[] values = of(cell.with(true)).stream()
                .flatMap(List::stream)
                .mapToDouble(pair -> (cell.agent() ? pair.with : pair.without).get(figure))
                .filter(Double::isFinite)
                .toArray();
        return values.length == 0
                ? Double.NaN
                : Spread.of(DoubleStream.of(values)).median();
    }

    private List<List<Pair>> of(Cell cell) {
        return rounds.getOrDefault(cell, List.of());
    }
}
