// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.nevergate;

import io.phandoff.runtime.HandoffRuntime;
import io.phandoff.runtime.StatsSnapshot;
import java.util.stream.LongStream;

/** What the agent has counted so far. */
final class Counters {

    private Counters() {}

    private static final boolean AGENT = isThere();

    private static boolean isThere() {
        try {
            Class.forName("io.phandoff.runtime.HandoffRuntime");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Whether the calling thread is managed. */
    static boolean isManaged() {
        return AGENT && HandoffRuntime.calls(0) != -1;
    }

    /** "none" without the agent. */
    static String now() {
        if (!AGENT) {
            return "none";
        }
        StatsSnapshot stats = HandoffRuntime.snapshot();
        return "tasks:" + stats.tasks() + ",handoffs:"
                + LongStream.of(stats.handoffs()).sum() + ",soft-calls:"
                + LongStream.of(stats.softCalls()).sum();
    }
}
