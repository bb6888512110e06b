// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import io.phandoff.it.JavaHome;

/** How much CPU work a microsecond is, once for all JVMs that are compared. */
public final class Calibration {

    private static final int TIMES = 5;

    private Calibration() {}

    /**
     * Steps of {@link Burn} a microsecond: the fastest of some, as a moment in which the machine does other work would make all
     * tasks smaller.
     */
    public static long stepsPerMicro(JavaHome home) throws InterruptedException {
        long fastest = 0;
        for (int i = 0; i < TIMES; i++) {
            fastest = Math.max(fastest, Throughput.calibrate(home));
        }
        return fastest;
    }
}
