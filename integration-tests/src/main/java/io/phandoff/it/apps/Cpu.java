// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.util.concurrent.TimeUnit;

/** Keeps a CPU busy. */
final class Cpu {

    private Cpu() {}

    static void burnMicros(long micros) {
        long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
        long steps = 0;
        while (System.nanoTime() - end < 0) {
            steps++;
        }
        if (steps < 0) {
            throw new IllegalStateException("counter overflow: steps=" + steps + " (expected: >= 0)");
        }
    }
}
