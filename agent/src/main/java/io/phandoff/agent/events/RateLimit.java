// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import java.util.concurrent.TimeUnit;

/**
 * Lets the first so many of each second through, so that what is there is whole stretches of time. Used by one thread; times in
 * nanoseconds.
 */
final class RateLimit {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long second;
    private long used;
    private boolean begun;

    /** Whether one more may pass now. */
    boolean tryPass(long now, long perSecond) {
        if (!begun || now - second >= SECOND) {
            begun = true;
            second = now;
            used = 0;
        }
        if (used >= perSecond) {
            return false;
        }
        used++;
        return true;
    }
}
