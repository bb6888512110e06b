// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import io.phandoff.it.bench.svg.Svg;

/** What the picture looks like and what stands above its panels. White paper, so that it can be read on a dark page. */
final class FlatLineHeading {

    static final String TITLE = "Throughput and p99 against pool size, without and with the agent";

    static final String STYLE = """
            text { font-family: 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif; fill: #1f2933; }
            .paper { fill: #ffffff; }
            .title { font-size: 20px; font-weight: 600; }
            .caption { font-size: 13px; fill: #52606d; }
            .work { font-size: 15px; font-weight: 600; }
            .text { font-size: 11px; fill: #52606d; }
            .axis { font-size: 12px; fill: #323f4b; text-anchor: middle; }
            .pool { font-size: 11px; text-anchor: middle; }
            .value { font-size: 11px; text-anchor: end; }
            .key { font-size: 13px; }
            .frame { fill: none; stroke: #9aa5b1; }
            .tick { stroke: #9aa5b1; }
            .grid { stroke: #dfe3e8; }
            .fine { stroke: #f0f2f5; }
            .best { stroke: #6b7b8c; stroke-width: 1.2; }
            .goal { fill: #d3efdb; }
            .series { fill: none; stroke-width: 2.2; stroke-linejoin: round; }
            .whisker { stroke-width: 1.2; }
            .without { stroke: #d9730d; }
            .with { stroke: #1a5fd0; }
            .series.without { stroke-dasharray: 6 4; }
            .point.without { fill: #ffffff; stroke-width: 2; }
            .point.with { fill: #1a5fd0; }
            """;

    private static final double LEFT = 20;
    private static final double KEY = 80;
    private static final double SWATCH = 34;

    private FlatLineHeading() {}

    static void draw(Svg svg, int width, int height, String caption) {
        svg.element("rect", "width", width, "height", height, "rx", 8, "class", "paper");
        svg.label(LEFT, 36, "title", TITLE);
        svg.label(LEFT, 58, "caption", caption + "; whiskers: lowest and highest round");
        key(svg, LEFT, "without", 4.5);
        key(svg, LEFT + 180, "with", 3.5);
        double x = LEFT + 340;
        svg.element("rect", "x", x, "y", KEY - 7, "width", SWATCH, "height", 14, "class", "goal");
        svg.line(x, KEY - 7, x + SWATCH, KEY - 7, "best");
        keyText(svg, x, "best fixed size without the agent, and 5 % below it");
    }

    private static void key(Svg svg, double x, String cssClass, double radius) {
        svg.line(x, KEY, x + SWATCH, KEY, "series " + cssClass);
        svg.element("circle", "cx", x + SWATCH / 2, "cy", KEY, "r", radius, "class", "point " + cssClass);
        keyText(svg, x, cssClass + " the agent");
    }

    private static void keyText(Svg svg, double x, String text) {
        svg.label(x + SWATCH + 8, KEY + 4.5, "key", text);
    }
}
