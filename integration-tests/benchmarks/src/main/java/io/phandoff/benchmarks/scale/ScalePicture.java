// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.scale;

import io.phandoff.it.bench.svg.LogTicks;
import io.phandoff.it.bench.svg.Scale;
import io.phandoff.it.bench.svg.Svg;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Stream;

/** Draws a panel for each figure: nanoseconds against the number of blocked workers, a line for each number of processors. */
final class ScalePicture {

    private static final String TITLE = "Cost of calls and looks against the number of blocked workers";
    private static final String STYLE = """
            text { font-family: 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif; fill: #1f2933; }
            .paper { fill: #ffffff; }
            .title { font-size: 20px; font-weight: 600; }
            .panel { font-size: 14px; font-weight: 600; }
            .axis { font-size: 12px; fill: #323f4b; text-anchor: middle; }
            .count { font-size: 11px; text-anchor: middle; }
            .value { font-size: 11px; text-anchor: end; }
            .key { font-size: 13px; }
            .frame { fill: none; stroke: #9aa5b1; }
            .grid { stroke: #dfe3e8; }
            .fine { stroke: #f0f2f5; }
            .series { fill: none; stroke-width: 2.2; stroke-linejoin: round; }
            .line0 { stroke: #1a5fd0; }
            .line1 { stroke: #d9730d; }
            .line2 { stroke: #2e8540; }
            .point { stroke-width: 2; fill: #ffffff; }
            """;

    private static final int WIDTH = 1100;
    private static final int HEIGHT = 420;
    private static final double LEFT = 74;
    private static final double RIGHT = 1088;
    private static final double TOP = 116;
    private static final double BOTTOM = 350;
    private static final double GAP = 66;
    private static final double KEY = 66;
    /** So that a line that is nearly flat does not fill its panel. */
    private static final double ROOM = 3;

    private final ScaleData data;
    private final Svg svg = new Svg(WIDTH, HEIGHT, TITLE, STYLE);

    private ScalePicture(ScaleData data) {
        this.data = data;
    }

    /** The document. */
    static String draw(ScaleData data) {
        return new ScalePicture(data).draw();
    }

    private String draw() {
        svg.element("rect", "width", WIDTH, "height", HEIGHT, "rx", 8, "class", "paper");
        svg.label(20, 36, "title", TITLE);
        ScaleFigure[] figures = ScaleFigure.values();
        double width = (RIGHT - LEFT - GAP * (figures.length - 1)) / figures.length;
        double left = LEFT;
        for (ScaleFigure figure : figures) {
            panel(figure, left, left + width);
            left += width + GAP;
        }
        svg.label((LEFT + RIGHT) / 2, BOTTOM + 44, "axis", "blocked workers");
        svg.labelUpwards(18, (TOP + BOTTOM) / 2, "axis", "nanoseconds");
        return svg.toString();
    }

    private void panel(ScaleFigure figure, double left, double right) {
        Map<Integer, NavigableMap<Integer, Double>> lines = data.medians(figure);
        List<Double> sorted = lines.values().stream()
                .flatMap(line -> line.values().stream())
                .sorted()
                .toList();
        List<Double> ticks = LogTicks.around(sorted.get(0) / ROOM, sorted.get(sorted.size() - 1) * ROOM);
        Scale nanos = Scale.logarithmic(ticks.get(0), ticks.get(ticks.size() - 1), BOTTOM, TOP);
        List<Integer> counts = workers(lines).sorted().toList();
        Scale workers = Scale.logarithmic(counts.get(0), counts.get(counts.size() - 1), left + 14, right - 14);
        svg.label(left, TOP - 12, "panel", figure.label().replaceFirst(",.*", ""));
        for (double tick : ticks) {
            svg.line(left, nanos.at(tick), right, nanos.at(tick), LogTicks.isPowerOfTen(tick) ? "grid" : "fine");
            if (LogTicks.isPowerOfTen(tick)) {
                svg.label(left - 6, nanos.at(tick) + 4, "value", String.format(Locale.ROOT, "%,.0f", tick));
            }
        }
        svg.element("rect", "x", left, "y", TOP, "width", right - left, "height", BOTTOM - TOP, "class", "frame");
        for (int count : counts) {
            svg.label(workers.at(count), BOTTOM + 17, "count", String.format(Locale.ROOT, "%,d", count));
        }
        int number = 0;
        for (int processors : lines.keySet()) {
            key(number, processors);
            series(lines.get(processors), workers, nanos, "line" + number++);
        }
    }

    private static Stream<Integer> workers(Map<Integer, NavigableMap<Integer, Double>> lines) {
        return lines.values().stream().flatMap(line -> line.keySet().stream()).distinct();
    }

    private void key(int number, int processors) {
        double x = 20 + 150.0 * number;
        svg.line(x, KEY, x + 34, KEY, "series line" + number);
        svg.label(x + 42, KEY + 4.5, "key", processors + " processors");
    }

    private void series(Map<Integer, Double> line, Scale workers, Scale nanos, String cssClass) {
        StringBuilder path = new StringBuilder();
        line.forEach((count, value) -> path.append(path.length() == 0 ? "M" : " L")
                .append(String.format(Locale.ROOT, "%.1f %.1f", workers.at(count), nanos.at(value))));
        svg.element("path", "d", path, "class", "series " + cssClass);
        line.forEach((count, value) -> svg.element(
                "circle", "cx", workers.at(count), "cy", nanos.at(value), "r", 3.5, "class", "point " + cssClass));
    }
}
