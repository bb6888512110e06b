// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import io.phandoff.it.bench.svg.Scale;
import io.phandoff.it.bench.svg.Svg;
import java.util.Locale;
import java.util.function.Function;

/**
 * One panel of the picture: one figure of one work over all pools.
 *
 * @param left of the plot, in pixels
 * @param top of the plot
 * @param bottom of the plot
 * @param right of the plot
 * @param columns where the pools are
 * @param scale where the figures are
 * @param figure what is drawn of a row
 */
record FlatLinePanel(
        double left,
        double top,
        double right,
        double bottom,
        FlatLineColumns columns,
        Scale scale,
        Function<FlatLineRow, Spread> figure) {

    private static final double WHISKER = 3;
    /** So that whiskers of two points at one place are both seen. */
    private static final double APART = 2.5;

    /** Frame, names of the pools, both lines. */
    void draw(Svg svg, FlatLineData data, FlatLineWork work) {
        svg.element("rect", "x", left, "y", top, "width", right - left, "height", bottom - top, "class", "frame");
        for (PoolKind pool : columns.pools()) {
            svg.line(columns.at(pool), bottom, columns.at(pool), bottom + 4, "tick");
            svg.label(columns.at(pool), bottom + 17, "pool", pool.label());
        }
        series(svg, data, work, false);
        series(svg, data, work, true);
    }

    /** A horizontal line at a value. */
    void grid(Svg svg, double value, String cssClass) {
        double y = scale.at(value);
        svg.element("line", "x1", left, "y1", y, "x2", right, "y2", y, "class", cssClass, "data-value", text(value));
    }

    /** A band between two values. */
    void band(Svg svg, double low, double high) {
        double y = scale.at(high);
        svg.element("rect", "x", left, "y", y, "width", right - left, "height", scale.at(low) - y, "class", "goal");
    }

    /** The points of one line, whiskers from the lowest to the highest round, the line through the fixed sizes. */
    private void series(Svg svg, FlatLineData data, FlatLineWork work, boolean agent) {
        String cssClass = agent ? "with" : "without";
        StringBuilder path = new StringBuilder();
        for (FlatLineRow row : data.fixed(work, agent)) {
            path.append(path.length() == 0 ? "M" : " L")
                    .append(text(columns.at(row.cell().pool())))
                    .append(' ')
                    .append(text(scale.at(figure.apply(row).median())));
        }
        if (path.length() > 0) {
            svg.element("path", "d", path, "class", "series " + cssClass);
        }
        for (PoolKind pool : columns.pools()) {
            FlatLineCell cell = new FlatLineCell(work, pool, agent);
            data.row(cell).map(figure).ifPresent(spread -> point(svg, cell, spread, cssClass));
        }
    }

    private void point(Svg svg, FlatLineCell cell, Spread spread, String cssClass) {
        double x = columns.at(cell.pool());
        double beside = x + (cell.agent() ? APART : -APART);
        double low = scale.at(spread.lowest());
        double high = scale.at(spread.highest());
        String whisker = "whisker " + cssClass;
        svg.line(beside, low, beside, high, whisker);
        svg.line(beside - WHISKER, low, beside + WHISKER, low, whisker);
        svg.line(beside - WHISKER, high, beside + WHISKER, high, whisker);
        svg.element(
                "circle",
                "cx",
                x,
                "cy",
                scale.at(spread.median()),
                "r",
                cell.agent() ? 3.5 : 4.5,
                "class",
                "point " + cssClass,
                "data-cell",
                cell);
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
