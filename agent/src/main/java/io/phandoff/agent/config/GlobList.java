// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of patterns in which {@code *} stands for any text, also none, and {@code ?} for one character. Immutable.
 * Matching needs no regular expression and no lambda: it runs in threads of the program.
 */
public final class GlobList {

    /** The list without a pattern, which matches nothing. */
    static final GlobList EMPTY = new GlobList(List.of());

    private final List<String> patterns;

    private GlobList(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /** Reads a comma separated list; spaces around a pattern and empty patterns are dropped. */
    static GlobList parse(String text) {
        List<String> patterns = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                patterns.add(part.trim());
            }
        }
        return new GlobList(patterns);
    }

    /** One pattern as it is, commas and all. */
    static GlobList of(String pattern) {
        return new GlobList(List.of(pattern));
    }

    /** Whether there is no pattern. */
    boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** Whether at least one pattern fits the whole of a name. */
    boolean matches(String name) {
        return first(name) != null;
    }

    /** The first pattern that fits the whole of a name, null if none does. */
    String first(String name) {
        for (int i = 0; i < patterns.size(); i++) {
            if (matches(patterns.get(i), name)) {
                return patterns.get(i);
            }
        }
        return null;
    }

    private static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int starEnd = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                starEnd = n;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                // Let the last star take one character more and try again.
                p = star + 1;
                n = ++starEnd;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GlobList list && list.patterns.equals(patterns);
    }

    @Override
    public int hashCode() {
        return patterns.hashCode();
    }

    /** The patterns, comma separated. */
    @Override
    public String toString() {
        return String.join(",", patterns);
    }
}
