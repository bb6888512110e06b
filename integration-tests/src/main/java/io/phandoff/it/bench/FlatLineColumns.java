// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import io.phandoff.it.bench.svg.Scale;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The pool axis of a panel: sizes on a logarithmic scale, and what has no size to the right of them. */
final class FlatLineColumns {

    private static final double MARGIN = 16;
    private static final double STEP = 46;
    private static final double LAST = 24;

    private final List<PoolKind> fixed;
    private final List<PoolKind> others;
    private final Scale sizes;
    private final double right;

    /** The pools from left to right between two pixels. */
    FlatLineColumns(List<PoolKind> pools, double left, double right) {
        this.right = right;
        fixed = pools.stream()
                .filter(PoolKind::isFixed)
                .sorted(Comparator.comparingInt(PoolKind::size))
                .toList();
        others = pools.stream().filter(pool -> !pool.isFixed()).toList();
        double end = others.isEmpty() ? right - MARGIN : at(others.get(0)) - STEP;
        sizes = fixed.isEmpty()
                ? null
                : Scale.logarithmic(
                        fixed.get(0).size(), fixed.get(fixed.size() - 1).size(), left + MARGIN, end);
    }

    double at(PoolKind pool) {
        return pool.isFixed()
                ? sizes.at(pool.size())
                : right - LAST - STEP * (others.size() - 1 - others.indexOf(pool));
    }

    /** From left to right. */
    List<PoolKind> pools() {
        return Stream.concat(fixed.stream(), others.stream()).toList();
    }
}
