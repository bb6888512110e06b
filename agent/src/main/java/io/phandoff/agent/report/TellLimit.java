// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import java.util.HashMap;
import java.util.Map;

/** Lets one of several equal things through in a time, and counts the others. Bounded; used by one thread. */
final class TellLimit {
    static final int MOST = 512;

    private final long intervalNanos;
    private final Map<String, Told> told = new HashMap<>();

    private static final class Told {
        long at;
        long leftOut;
    }

    /**
     * A limit.
     *
     * @param intervalNanos time between two of a key, more than 0
     */
    TellLimit(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    /**
     * Asks to tell something.
     *
     * @return how many of that key were left out since the last one that was told; negative: leave this out, too
     */
    long tell(String key, long now) {
        Told last = told.get(key);
        if (last == null) {
            return first(key, now) ? 0 : -1;
        }
        if (now - last.at < intervalNanos) {
            last.leftOut++;
            return -1;
        }
        long leftOut = last.leftOut;
        last.at = now;
        last.leftOut = 0;
        return leftOut;
    }

    private boolean first(String key, long now) {
        if (told.size() >= MOST) {
            told.values().removeIf(old -> now - old.at >= intervalNanos);
        }
        if (told.size() >= MOST) {
            return false;
        }
        Told entry = new Told();
        entry.at = now;
        told.put(key, entry);
        return true;
    }
}
