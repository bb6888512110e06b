// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import io.phandoff.it.bench.Burn;

/** CPU work of a fixed number of steps, the same in every program that is compared, with its result checked each time. */
final class Burner {

    private final long steps;
    private final long expected;

    private Burner(long steps) {
        this.steps = steps;
        this.expected = Burn.steps(steps);
    }

    /** As long as it takes this many microseconds where nothing disturbs it; {@code steps} is the calibration. */
    static Burner ofMicros(long micros, Arguments arguments) {
        return new Burner(Math.max(1, micros * arguments.number("steps")));
    }

    void burn() {
        long result = Burn.steps(steps);
        if (result != expected) {
            throw new IllegalStateException("wrong result: result=" + result + " (expected: " + expected + ")");
        }
    }
}
