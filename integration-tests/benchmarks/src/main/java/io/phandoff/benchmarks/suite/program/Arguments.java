// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Words such as {@code rounds=5 pools=2,200}: what is asked of the suite and of each program that it runs. */
public final class Arguments {

    private final Map<String, String> values;

    private Arguments(Map<String, String> values) {
        this.values = values;
    }

    /** Reads words; of two with one name the later wins. */
    public static Arguments of(List<String> words) {
        Map<String, String> values = new TreeMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("not an option: word=" + word + " (expected: name=value)");
            }
            values.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return new Arguments(values);
    }

    /** All of them, by name. */
    public Map<String, String> all() {
        return Map.copyOf(values);
    }

    /** One that has to be there. */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("missing: name=" + name + " (expected: one of " + values.keySet() + ")");
        }
        return value;
    }

    /** A whole number from 0 on that has to be there. */
    public int number(String name) {
        return number(name, text(name));
    }

    /** Reads a whole number from 0 on. */
    public static int number(String name, String value) {
        if (!value.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("not a number: " + name + "=" + value + " (expected: 0..999999999)");
        }
        return Integer.parseInt(value);
    }

    /** A whole number from 0 on, or another value if it is not there. */
    public int number(String name, int otherwise) {
        return values.containsKey(name) ? number(name) : otherwise;
    }
}
