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
record Row(String what, Run java, List<String> go, Figure figure, Goal goal) {

    /** How a figure of ours is measured. */
    sealed interface Run permits JavaRun, ProgramRun, IdleRun {

        /** The command under which ours and Go's program run. */
        default List<String> under() {
            return List.of();
        }
    }

    /**
     * One JMH run.
     *
     * @param virtual whether the benchmark's threads are virtual ones
     */
    record JavaRun(String benchmark, int threads, Map<String, String> params, boolean virtual) implements Run {
        JavaRun(String benchmark, int threads, Map<String, String> params) {
            this(benchmark, threads, params, false);
        }
    }

    /** A program that prints median, 99th percentile and bytes allocated, of one operation each. */
    record ProgramRun(Class<?> main, List<String> arguments, List<String> under) implements Run {}

    /** A program that does nothing, without and with the agent: what the agent adds to its CPU time and to its memory. */
    record IdleRun() implements Run {}

    /** A figure. */
    enum Figure {
        NANOS,
        MICROS,
        MILLIS,
        BYTES,
        MEGABYTES;

        /** Whether it is what {@link Measured#bytes} says. */
        boolean isBytes() {
            return this == BYTES || this == MEGABYTES;
        }
    }
}
