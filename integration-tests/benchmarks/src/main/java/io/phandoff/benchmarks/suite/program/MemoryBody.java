// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

/** No blocking: each task goes over its own memory several times, which is quick as long as a cache keeps it. */
final class MemoryBody implements Body {

    private static final int PASSES = 8;

    private final long[][] memory;

    MemoryBody(Arguments arguments) {
        memory = new long[arguments.number("in-flight")][arguments.number("kb") * 1024 / Long.BYTES];
    }

    @Override
    public long run(long number) {
        long[] own = memory[(int) (number % memory.length)];
        for (int pass = 0; pass < PASSES; pass++) {
            for (int i = 0; i < own.length; i++) {
                own[i]++;
            }
        }
        return WHOLE;
    }

    @Override
    public void check(long runs) {
        for (int place : new int[] {0, memory[0].length / 2, memory[0].length - 1}) {
            long sum = 0;
            for (long[] own : memory) {
                sum += own[place];
            }
            if (sum != runs * PASSES) {
                throw new IllegalStateException(
                        "lost: place=" + place + " sum=" + sum + " (expected: " + runs * PASSES + ")");
            }
        }
    }
}
