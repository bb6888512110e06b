// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.metrics;

import java.io.IOException;

/**
 * Rounds of tasks until a line, or the end, comes on standard input; then ten more. Knows nothing of management. Prints its process
 * id, and in the end whether all went well.
 */
public final class Steered {
    private static volatile boolean asked;

    private Steered() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        Thread reader = new Thread(Steered::awaitInput, "input");
        reader.setDaemon(true);
        reader.start();
        Rounds rounds = new Rounds();
        rounds.run();
        System.out.println("pid=" + ProcessHandle.current().pid());
        while (!asked) {
            rounds.run();
        }
        for (int i = 0; i < 10; i++) {
            rounds.run();
        }
        rounds.end();
        System.out.println("all well");
    }

    private static void awaitInput() {
        try {
            System.in.read();
        } catch (IOException e) {
            System.out.println(e);
        }
        asked = true;
    }
}
