// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one run of a program gave. */
public final class Figures {

    /** In front of them, on a line that a program prints. */
    public static final String PREFIX = "figures=";

    private final Map<Figure, Double> values;

    private Figures(Map<Figure, Double> values) {
        this.values = values;
    }

    /** What is missing is not a number. */
    public static Figures of(Map<Figure, Double> values) {
        Map<Figure, Double> copy = new EnumMap<>(Figure.class);
        copy.putAll(values);
        return new Figures(copy);
    }

    /** Reads {@link #toString}, from a line without its prefix; Go's program prints the same. */
    public static Figures parse(String text) {
        Map<String, String> words =
                Arguments.of(List.of(text.strip().split(" ", -1))).all();
        Map<Figure, Double> values = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            String value = words.get(figure.key());
            if (value != null) {
                values.put(figure, Double.parseDouble(value));
            }
        }
        return new Figures(values);
    }

    /** One of them; not a number if the program could not know it. */
    public double get(Figure figure) {
        return values.getOrDefault(figure, Double.NaN);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        values.forEach((figure, value) -> text.append(text.isEmpty() ? "" : " ")
                .append(figure.key())
                .append('=')
                .append(value));
        return text.toString();
    }
}
