// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import java.util.concurrent.CountDownLatch;

/** A function of the database that takes until it is let go; called by a thread of the database server. */
public final class HeldQuery {
    private static volatile CountDownLatch held = new CountDownLatch(0);

    private HeldQuery() {}

    static void prepare() {
        held = new CountDownLatch(1);
    }

    static void release() {
        held.countDown();
    }

    /** The function. */
    public static int hold() throws InterruptedException {
        held.await();
        return 1;
    }
}
