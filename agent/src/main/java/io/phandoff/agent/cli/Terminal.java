// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cli;

import java.io.Console;

/** What is on the other end of standard output. */
final class Terminal {
    private static final String CLEAR = "\u001b[H\u001b[2J";

    private Terminal() {}

    /** What comes between two pictures of the same: on a terminal the second takes the place of the first. */
    static String nextScreen() {
        return isTerminal() && System.getenv("TERM") != null ? CLEAR : System.lineSeparator();
    }

    /** From 22 on there is a console without a terminal, too, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull") // asked below
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
