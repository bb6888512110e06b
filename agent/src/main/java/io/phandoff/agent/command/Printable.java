// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.command;

/** Text of somebody else's making, such as the name of a thread, on its way to a terminal: without what would steer that. */
public final class Printable {
    private static final char INSTEAD = '?';

    private Printable() {}

    /** The text with a question mark for each control character, line ends too, and for what turns the direction of writing. */
    public static String line(String text) {
        return of(text, false);
    }

    /** The same for text of several lines, which stay lines. */
    public static String lines(String text) {
        return of(text, true);
    }

    private static String of(String text, boolean lines) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            clean.appendCodePoint(isHarmless(c) || (lines && c == '\n') ? c : INSTEAD);
            i += Character.charCount(c);
        }
        return clean.toString();
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
