// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A counted loop that stands for CPU work. It is calibrated once and the count is given to all JVMs that are compared,
 * so that all do the same work. As a program it prints the steps that take one microsecond.
 */
public final class Burn {

    private static final int STEPS = 2_000_000;

    private Burn() {}

    /** Runs the calibration. */
    public static void main(String[] args) {
        double[] stepsPerMicro = new double[15];
        long sum = 0;
        for (int i = 0; i < stepsPerMicro.length; i++) {
            long start = System.nanoTime();
            sum += steps(STEPS);
            stepsPerMicro[i] = STEPS * (double) TimeUnit.MICROSECONDS.toNanos(1) / (System.nanoTime() - start);
        }
        Arrays.sort(stepsPerMicro);
        // The fastest: the others were disturbed or not compiled yet.
        System.out.println("steps=" + Math.round(stepsPerMicro[stepsPerMicro.length - 1]) + " checksum=" + sum);
    }

    /** Burns CPU; the caller must use the result, or the compiler removes the loop. */
    public static long steps(long count) {
        long x = count | 1;
        for (long i = 0; i < count; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        return x;
    }
}
