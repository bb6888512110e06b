// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.runtime.StallSnapshot;
import io.phandoff.runtime.StatsSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Says where workers stalled without a hook having told: missing hooks, contended monitors, hogs. A place is told once, a
 * few at a time. Used by one thread.
 */
final class StallLines {
    /** Seen once may be chance. */
    private static final int MIN_SAMPLES = 2;

    private static final int MOST_AT_ONCE = 3;
    private static final int MOST_AT_EXIT = 5;
    private static final int MOST_REMEMBERED = 256;

    private final Set<List<StackTraceElement>> told = new HashSet<>();

    /** The places that were not told yet, those seen most first. */
    List<String> newIn(StatsSnapshot stats) {
        List<String> lines = new ArrayList<>();
        for (StallSnapshot place : stats.stalls()) {
            if (place.samples() >= MIN_SAMPLES
                    && lines.size() < MOST_AT_ONCE
                    && told.size() < MOST_REMEMBERED
                    && told.add(place.frames())) {
                lines.add(line("stall", place));
            }
        }
        return lines;
    }

    /** The places seen most. */
    static List<String> mostSeen(StatsSnapshot stats) {
        List<String> lines = new ArrayList<>();
        for (StallSnapshot place : stats.stalls()) {
            if (lines.size() < MOST_AT_EXIT) {
                lines.add(line("SUMMARY stall:", place));
            }
        }
        return lines;
    }

    private static String line(String event, StallSnapshot place) {
        StringBuilder stack = new StringBuilder();
        for (StackTraceElement frame : place.frames()) {
            stack.append(stack.length() == 0 ? "" : " < ").append(frame.getClassName());
            stack.append('.').append(frame.getMethodName());
            if (frame.getLineNumber() > 0) {
                stack.append(':').append(frame.getLineNumber());
            }
        }
        return new KeyValues(event)
                .add("cause", place.cause())
                .add("samples", place.samples())
                .add("at", stack.toString())
                .toString();
    }
}
