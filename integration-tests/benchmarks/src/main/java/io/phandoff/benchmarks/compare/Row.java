// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import java.util.List;
import java.util.Map;

/**
 * One line of the table.
 *
 * @param what what is measured
 * @param java our benchmark
 * @param go the arguments of the Go program for the same work, empty if Go has no such thing
 * @param figure which of our figures
 * @param goal what we want of it
 */
record Row(String what, JavaRun java, List<String> go, Figure figure, Goal goal) {

    /** One JMH run. */
    record JavaRun(String benchmark, int threads, Map<String, String> params) {}

    /** A figure. */
    enum Figure {
        NANOS,
        MICROS,
        BYTES
    }
}
