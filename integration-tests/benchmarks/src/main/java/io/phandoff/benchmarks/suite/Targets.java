// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Figure;
import io.phandoff.benchmarks.suite.program.Pool;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;

/** The kinds of targets; all judge medians. */
final class Targets {

    static final double UNHARMED = 0.98;
    static final double UNHARMED_P99 = 1.1;

    private Targets() {}

    /** Throughput against the best hand-tuned size without the agent, for every size. */
    static Target ofBest(double least) {
        return (cell, results) -> cell.pool().isFixed()
                ? judge(text(">= %.2f of best", least), results.ofBest(cell), ratio -> ratio >= least)
                : Optional.empty();
    }

    /** Throughput against virtual threads without the agent, for every size. */
    static Target notBelowVirtualThreads() {
        return (cell, results) -> {
            double virtual = results.median(new Cell(cell.row(), Pool.VIRTUAL, false), Figure.PER_SECOND);
            double ratio = results.median(cell, Figure.PER_SECOND) / virtual;
            return cell.pool().isFixed() ? judge(">= virtual", ratio, value -> value >= 1) : Optional.empty();
        };
    }

    /** Throughput and p99 of what was not starved without the agent. */
    static Target noHarm() {
        return (cell, results) -> {
            double rate = results.toWithout(cell, Figure.PER_SECOND);
            double p99 = results.toWithout(cell, Figure.P99);
            boolean met = rate >= UNHARMED && p99 <= UNHARMED_P99;
            return cell.row().starves(cell.pool())
                    ? Optional.empty()
                    : judge(text("not starved: >= %.2f, p99 <= %.1f times", UNHARMED, UNHARMED_P99), rate, x -> met);
        };
    }

    /** Throughput against the same pool without the agent. */
    static Target timesWithout(double least) {
        return (cell, results) -> judge(
                text(">= %.2f times", least), results.toWithout(cell, Figure.PER_SECOND), ratio -> ratio >= least);
    }

    /** A figure of one pool. */
    static Target atMost(Pool pool, Figure figure, double most) {
        return (cell, results) -> cell.pool().equals(pool)
                ? judge(text("%s <= %s", figure.heading(), number(most)), results.median(cell, figure), x -> x <= most)
                : Optional.empty();
    }

    /** A figure against the same pool without the agent, where that was not starved. */
    static Target atMostOfWithout(Figure figure, double most) {
        return (cell, results) -> cell.row().starves(cell.pool())
                ? Optional.empty()
                : judge(
                        text("%s <= %s of without", figure.heading(), number(most)),
                        results.toWithout(cell, figure),
                        ratio -> ratio <= most);
    }

    private static Optional<Target.Verdict> judge(String text, double value, DoublePredicate met) {
        return Double.isNaN(value) ? Optional.empty() : Optional.of(new Target.Verdict(text, met.test(value)));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
