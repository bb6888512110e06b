// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench.svg;

import java.util.ArrayList;
import java.util.List;

/** The values 1, 2, 5, 10, 20 and so on that a logarithmic axis for some data begins with, passes and ends with. */
public final class LogTicks {

    private static final int[] STEPS = {1, 2, 5};

    private LogTicks() {}

    /** From the last not above the lowest to the first not below the highest; both above 0. */
    public static List<Double> around(double lowest, double highest) {
        int number = 0;
        while (tick(number) > lowest) {
            number--;
        }
        while (tick(number + 1) <= lowest) {
            number++;
        }
        List<Double> ticks = new ArrayList<>(List.of(tick(number)));
        while (tick(number) < highest) {
            number++;
            ticks.add(tick(number));
        }
        return ticks;
    }

    /** Whether it is one of 1, 10, 100 and so on. */
    public static boolean isPowerOfTen(double tick) {
        double exponent = Math.log10(tick);
        return Math.abs(exponent - Math.rint(exponent)) < 1e-9;
    }

    private static double tick(int number) {
        return STEPS[Math.floorMod(number, STEPS.length)] * Math.pow(10, Math.floorDiv(number, STEPS.length));
    }
}
