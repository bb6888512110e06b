// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/**
 * What the runtime is told at its start; immutable, values already checked by whoever read them.
 *
 * @param processors how many processors (tokens) there are, 1 to {@link #MAX_PROCESSORS}
 * @param grow whether starved pools get spare workers
 * @param growMaxPerPool most spares a pool may have at once, 0 or more
 * @param growMaxTotal most spares that all pools may have at once, 0 or more
 * @param growGraceNanos how long a call must block, or be known to, before it justifies a spare, 0 or more
 * @param strict whether a worker that returns from a blocking call waits until it gets a processor (Go's rule)
 * @param resumeMaxWaitNanos how long such a worker waits when not strict, before it runs over-committed; 0 is not at
 *     all; waits are rounded up to milliseconds
 * @param sliceNanos how long a holder may keep its processor while others wait, more than 0
 * @param followCpus whether the number of processors follows that of the CPUs, until somebody sets it by hand
 */
public record RuntimeConfig(
        int processors,
        boolean grow,
        int growMaxPerPool,
        int growMaxTotal,
        long growGraceNanos,
        boolean strict,
        long resumeMaxWaitNanos,
        long sliceNanos,
        boolean followCpus) {

    /** The largest number of processors. */
    public static final int MAX_PROCESSORS = 1024;

    /** Checks each value against its range. */
    public RuntimeConfig {
        check(processors >= 1 && processors <= MAX_PROCESSORS, "processors", processors, "1..1024");
        check(growMaxPerPool >= 0, "growMaxPerPool", growMaxPerPool, ">= 0");
        check(growMaxTotal >= 0, "growMaxTotal", growMaxTotal, ">= 0");
        check(growGraceNanos >= 0, "growGraceNanos", growGraceNanos, ">= 0");
        check(resumeMaxWaitNanos >= 0, "resumeMaxWaitNanos", resumeMaxWaitNanos, ">= 0");
        check(sliceNanos > 0, "sliceNanos", sliceNanos, "> 0");
    }

    private static void check(boolean valid, String name, long value, String expected) {
        if (!valid) {
            throw new IllegalArgumentException("value out of range: "
                    .concat(name)
                    .concat("=")
                    .concat(Long.toString(value))
                    .concat(" (expected: ")
                    .concat(expected)
                    .concat(")"));
        }
    }
}
