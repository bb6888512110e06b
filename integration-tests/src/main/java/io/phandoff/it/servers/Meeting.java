// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.servers;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Where the first tasks of a pool wait for one another, so that a number of them run at once however late a thread comes. Others
 * with the agent, for a spare, than without.
 */
final class Meeting {

    /** Set where the agent is. */
    static final boolean GROWS = Boolean.getBoolean("it.grows");

    private static final int LIMIT_SECONDS = 20;

    private final CountDownLatch missing;

    Meeting(int without, int with) {
        missing = new CountDownLatch(GROWS ? with : without);
    }

    /** Waits for the others; if they do not come, nobody waits from then on. */
    void come() throws InterruptedException {
        missing.countDown();
        if (!missing.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            while (missing.getCount() != 0) {
                missing.countDown();
            }
        }
    }
}
