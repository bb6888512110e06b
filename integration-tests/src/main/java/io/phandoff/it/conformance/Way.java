// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import io.phandoff.runtime.StatsSnapshot;
import java.util.Arrays;

/** How a processor was freed, read off the runtime's counters before and while the call was blocked. */
final class Way {
    static final String HARD = "hard";
    static final String SOFT = "soft, retaken";
    static final String TIED = "soft, not retaken";
    static final String NONE = "not freed";
    static final String SHORT_SOFT = "short: soft";
    static final String SHORT_UNSEEN = "short: sysmon";
    /** What the way of a call in steps begins with. */
    static final String STEPS = "in steps: ";

    private static final int IN_CALL = 0;

    private Way() {}

    /**
     * The way.
     *
     * @param handoffsOfProber those among the handed-off processors that the prober gave itself
     */
    static String between(StatsSnapshot before, StatsSnapshot after, int handoffsOfProber) {
        for (int cause = 0; cause < after.retakes().length; cause++) {
            if (after.retakes()[cause] > before.retakes()[cause]) {
                Conformance.note(() -> "retakes " + Arrays.toString(before.retakes()) + " -> "
                        + Arrays.toString(after.retakes()) + ", handoffs " + Arrays.toString(before.handoffs()) + " -> "
                        + Arrays.toString(after.handoffs()));
                return cause == IN_CALL ? SOFT : "sysmon: " + StatsSnapshot.RETAKE_CAUSES.get(cause);
            }
        }
        if (sum(after.handoffs()) - sum(before.handoffs()) > handoffsOfProber) {
            return HARD;
        }
        return sum(after.softCalls()) > sum(before.softCalls()) ? TIED : NONE;
    }

    /** The way of a call that is over before anybody needs the processor: whether a hook saw it. */
    static String ofShort(StatsSnapshot before, StatsSnapshot after) {
        return sum(after.softCalls()) > sum(before.softCalls()) ? SHORT_SOFT : SHORT_UNSEEN;
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
