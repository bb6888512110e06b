// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import java.util.concurrent.TimeUnit;

/**
 * When tasks of an open loop are to start: at random, independent of each other, so many a second on average. The same
 * sequence each time, and the same in Go's program. Not thread safe.
 */
final class Arrivals {

    private static final long SEED = 88172645463325252L;
    private static final double UNIT = 0x1.0p-53;

    private final double meanNanos;
    private long state = SEED;

    Arrivals(double perSecond) {
        meanNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Nanoseconds from one to the next. */
    long nextGap() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        double uniform = ((state >>> 11) + 1) * UNIT; // not 0
        return Math.round(-Math.log(uniform) * meanNanos);
    }
}
