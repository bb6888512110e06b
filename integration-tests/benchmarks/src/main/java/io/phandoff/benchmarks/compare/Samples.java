// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The figures of one thing, one a round. */
final class Samples {

    private final List<Double> figures = new ArrayList<>();

    void add(double figure) {
        figures.add(figure);
    }

    boolean isEmpty() {
        return figures.isEmpty();
    }

    double median() {
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double lowest() {
        return Collections.min(figures);
    }

    double highest() {
        return Collections.max(figures);
    }
}
