// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import io.phandoff.it.bench.svg.LogTicks;
import io.phandoff.it.bench.svg.Scale;
import io.phandoff.it.bench.svg.Svg;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Draws the picture: a column for each work, throughput above and p99 below, two lines in each panel. */
final class FlatLinePicture {

    private static final int WIDTH = 1100;
    private static final int HEIGHT = 646;
    private static final double LEFT = 74;
    private static final double RIGHT = 1088;
    private static final double GAP = 14;
    private static final double TOP = 148;
    private static final double MIDDLE = 340;
    private static final double LOWER_TOP = 392;
    private static final double BOTTOM = 584;
    private static final double[] SHARES = {0, 0.25, 0.5, 0.75, 1};
    /** So that no point lies on a frame. */
    private static final double ROOM = 1.1;

    private final FlatLineData data;
    private final List<Double> millis;
    private final Scale throughput;
    private final Scale p99;
    private final Svg svg = new Svg(WIDTH, HEIGHT, FlatLineHeading.TITLE, FlatLineHeading.STYLE);

    private FlatLinePicture(FlatLineData data) {
        this.data = data;
        millis = LogTicks.around(
                all(row -> row.p99Millis().lowest()).min() / ROOM,
                all(row -> row.p99Millis().highest()).max() * ROOM);
        p99 = Scale.logarithmic(millis.get(0), millis.get(millis.size() - 1), BOTTOM, LOWER_TOP);
        throughput =
                Scale.linear(0, Math.max(1, all(row -> ofBest(row).highest()).max()) * ROOM, MIDDLE, TOP);
    }

    /** The document. */
    static String draw(FlatLineData data) {
        return new FlatLinePicture(data).draw();
    }

    private String draw() {
        FlatLineHeading.draw(svg, WIDTH, HEIGHT, data.caption());
        List<PoolKind> pools =
                data.rows().stream().map(row -> row.cell().pool()).distinct().toList();
        List<FlatLineWork> works = List.copyOf(data.works());
        double width = (RIGHT - LEFT - GAP * (works.size() - 1)) / works.size();
        for (FlatLineWork work : works) {
            double left = LEFT + works.indexOf(work) * (width + GAP);
            workText(work, left);
            FlatLineColumns columns = new FlatLineColumns(pools, left, left + width);
            upper(work, new FlatLinePanel(left, TOP, left + width, MIDDLE, columns, throughput, this::ofBest));
            lower(work, new FlatLinePanel(left, LOWER_TOP, left + width, BOTTOM, columns, p99, FlatLineRow::p99Millis));
        }
        scaleText();
        return svg.toString();
    }

    private void workText(FlatLineWork work, double left) {
        svg.label(left, TOP - 38, "work", work.label());
        svg.label(left, TOP - 22, "text", work.text());
        data.best(work)
                .ifPresent(best -> svg.label(
                        left,
                        TOP - 8,
                        "text",
                        String.format(
                                Locale.ROOT,
                                "1.00 = %,.0f tasks/s, a pool of %s",
                                best.perSecond().median(),
                                best.cell().pool().label())));
    }

    private void upper(FlatLineWork work, FlatLinePanel panel) {
        panel.band(svg, FlatLineData.GOAL, 1);
        for (double share : SHARES) {
            panel.grid(svg, share, share == 1 ? "best" : "grid");
        }
        panel.draw(svg, data, work);
    }

    private void lower(FlatLineWork work, FlatLinePanel panel) {
        for (double tick : millis) {
            panel.grid(svg, tick, LogTicks.isPowerOfTen(tick) ? "grid" : "fine");
        }
        panel.draw(svg, data, work);
    }

    /** All panels of a row have the same scale: its figures stand on the left. */
    private void scaleText() {
        for (double share : SHARES) {
            svg.label(LEFT - 6, throughput.at(share) + 4, "value", String.format(Locale.ROOT, "%.2f", share));
        }
        for (double tick : millis) {
            svg.label(LEFT - 6, p99.at(tick) + 4, "value", time(tick));
        }
        svg.labelUpwards(18, (TOP + MIDDLE) / 2, "axis", "throughput, of the best size");
        svg.labelUpwards(18, (LOWER_TOP + BOTTOM) / 2, "axis", "p99, submission to end");
        svg.label((LEFT + RIGHT) / 2, BOTTOM + 44, "axis", "size of the pool; cached pool; virtual threads");
    }

    private static String time(double millis) {
        return millis >= 1000
                ? String.format(Locale.ROOT, "%,.0f s", millis / 1000)
                : (millis >= 1 ? String.format(Locale.ROOT, "%.0f ms", millis) : millis + " ms");
    }

    private Spread ofBest(FlatLineRow row) {
        return data.best(row.cell().work())
                .map(best -> row.perSecond().dividedBy(best.perSecond().median()))
                .orElse(new Spread(Double.NaN, Double.NaN, Double.NaN));
    }

    private record Range(double min, double max) {}

    private Range all(Function<FlatLineRow, Double> figure) {
        double[] sorted = data.rows().stream()
                .map(figure)
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return sorted.length == 0 ? new Range(1, 1) : new Range(sorted[0], sorted[sorted.length - 1]);
    }
}
