// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench.svg;

import java.util.Locale;

/** Writes an SVG picture, element after element; what is written later lies above. Not thread safe. */
public final class Svg {

    private final StringBuilder text = new StringBuilder(16_384);

    /**
     * A picture in pixels.
     *
     * @param title for those who do not see it
     * @param style CSS for the classes of its elements
     */
    public Svg(int width, int height, String title, String style) {
        text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
        attribute("width", width);
        attribute("height", height);
        attribute("viewBox", "0 0 " + width + " " + height);
        text.append(">\n<title>").append(escape(title)).append("</title>\n<style>\n");
        text.append(escape(style)).append("</style>\n");
    }

    /** Names and values of attributes in turn; numbers are rounded to a tenth of a pixel. */
    public void element(String name, Object... attributes) {
        open(name, attributes);
        text.append("/>\n");
    }

    /** Text at a point of its base line. */
    public void label(double x, double y, String cssClass, String content) {
        open("text", "x", x, "y", y, "class", cssClass);
        text.append('>').append(escape(content)).append("</text>\n");
    }

    /** Text that reads upwards. */
    public void labelUpwards(double x, double y, String cssClass, String content) {
        String turn = "rotate(-90 " + number(x) + " " + number(y) + ")";
        open("text", "x", x, "y", y, "class", cssClass, "transform", turn);
        text.append('>').append(escape(content)).append("</text>\n");
    }

    /** A straight line. */
    public void line(double x1, double y1, double x2, double y2, String cssClass) {
        element("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "class", cssClass);
    }

    /** The whole document. */
    @Override
    public String toString() {
        return text + "</svg>\n";
    }

    private void open(String name, Object... attributes) {
        text.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            attribute((String) attributes[i], attributes[i + 1]);
        }
    }

    private void attribute(String name, Object value) {
        String written = value instanceof Double pixels ? number(pixels) : value.toString();
        text.append(' ').append(name).append("=\"").append(escape(written)).append('"');
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escape(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
