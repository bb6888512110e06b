// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The picture is well-formed, and its points lie where the data say. */
class FlatLinePictureTest {

    /** Coordinates are rounded to a tenth. */
    private static final Offset<Double> PIXEL = within(0.15);

    private Element svg;

    @BeforeEach
    void draw() throws ParserConfigurationException, SAXException, IOException {
        String text = FlatLinePicture.draw(FlatLineSamples.data());
        svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)))
                .getDocumentElement();
    }

    @Test
    void throughput_ofTheBestAndHalfOfIt_liesOnTheirLines() {
        assertThat(y("sleep/200/without", 0)).isCloseTo(grid("1.00"), PIXEL);
        assertThat(y("sleep/20/without", 0)).isCloseTo(grid("0.50"), PIXEL);
        assertThat(y("sleep/2/with", 0)).isCloseTo(between(grid("1.00"), grid("0.00"), 0.9), PIXEL);
        assertThat(y("sleep/virtual/without", 0)).isLessThan(grid("1.00"));
    }

    @Test
    void p99_liesOnItsLine_longerHigher() {
        assertThat(y("sleep/20/without", 1)).isCloseTo(grid("100.00"), PIXEL);
        assertThat(y("sleep/2/with", 1)).isCloseTo(grid("20.00"), PIXEL);
        assertThat(grid("100.00")).isLessThan(grid("20.00"));
    }

    @Test
    void sizes_tenTimesAsLarge_areEquallyFarApart() {
        double first = number(point("sleep/2/with", 0), "cx");
        double second = number(point("sleep/20/with", 0), "cx");
        double third = number(point("sleep/200/with", 0), "cx");

        assertThat(second - first).isPositive().isCloseTo(third - second, PIXEL);
        assertThat(number(point("sleep/virtual/without", 0), "cx")).isGreaterThan(third);
    }

    @Test
    void whiskers_goFromTheLowestToTheHighestRound() {
        double unit = grid("0.00") - grid("1.00");
        List<Element> whiskers = withClass("line", "whisker without");
        // The first of each point goes up and down; the others are its ends.
        Element first = whiskers.get(3);

        assertThat(number(first, "y1") - number(first, "y2")).isCloseTo(unit * 0.1, PIXEL);
    }

    @Test
    void caption_withMarkup_isShownAsItIs() {
        assertThat(svg.getTextContent()).contains("JDK 25, <2> CPUs").contains("1.00 = 1,000 tasks/s, a pool of 200");
    }

    @Test
    void everyCell_isDrawnOnceInEachPanel() {
        for (FlatLineRow row : FlatLineSamples.data().rows()) {
            assertThat(withAttribute("circle", "data-cell", row.cell().toString()))
                    .as(row.cell().toString())
                    .hasSize(2);
        }
        assertThat(withClass("path", "series with")).hasSize(2);
    }

    private double y(String cell, int panel) {
        return number(point(cell, panel), "cy");
    }

    /** Throughput is panel 0, p99 panel 1. */
    private Element point(String cell, int panel) {
        return withAttribute("circle", "data-cell", cell).get(panel);
    }

    private double grid(String value) {
        return number(withAttribute("line", "data-value", value).get(0), "y1");
    }

    private static double between(double one, double zero, double share) {
        return zero + (one - zero) * share;
    }

    private List<Element> withClass(String name, String cssClass) {
        return withAttribute(name, "class", cssClass);
    }

    private List<Element> withAttribute(String name, String attribute, String value) {
        NodeList all = svg.getElementsByTagName(name);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (element.getAttribute(attribute).equals(value)) {
                found.add(element);
            }
        }
        return found;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
