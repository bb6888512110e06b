// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.Crowd;
import io.phandoff.runtime.HandoffRuntime;
import io.phandoff.runtime.Hooks;
import java.util.Arrays;

/**
 * What calls and looks cost where many workers are blocked. Arguments: how many are, the number of processors. Prints
 * medians in nanoseconds: enter and exit of a soft call, a hand-off to the next worker that waits, a look of sysmon, a look of
 * growth.
 */
public final class ScaleCell {

    private static final int BATCHES = 60;
    private static final int CALLS = 20_000;
    /** Cheap, and the first thousands are interpreted. */
    private static final int LOOKS = 60_000;

    private static final int GROWTH_LOOKS = 600;
    private static final int SWITCHES = 3_000;

    private ScaleCell() {}

    /** Measures and prints. */
    public static void main(String[] args) throws InterruptedException {
        int blocked = Integer.parseInt(args[0]);
        Crowd crowd = Crowd.start(blocked, Integer.parseInt(args[1]));
        double soft = softNanos();
        long[] looks = new long[LOOKS];
        crowd.looks(looks);
        long handoff = SwitchLatency.handoffNanos(SWITCHES);
        long[] growth = new long[GROWTH_LOOKS];
        crowd.growthLooks(growth);
        crowd.check(blocked);
        System.out.println(soft + " " + handoff + " " + median(looks) + " " + median(growth));
    }

    private static double softNanos() {
        if (!HandoffRuntime.adoptCurrentThread("caller")) {
            throw new IllegalStateException("not adopted");
        }
        long[] nanos = new long[BATCHES];
        for (int i = 0; i < BATCHES; i++) {
            nanos[i] = softCalls();
        }
        HandoffRuntime.releaseCurrentThread();
        return median(nanos) / (double) CALLS;
    }

    private static long softCalls() {
        long begin = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            Hooks.enterSoft(CallKind.OTHER);
            Hooks.exit();
        }
        return System.nanoTime() - begin;
    }

    /** Of the second half: the first one warms up. */
    private static long median(long[] nanos) {
        long[] sorted = Arrays.copyOfRange(nanos, nanos.length / 2, nanos.length);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
