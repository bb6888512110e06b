// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.pools;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Pools that run two tasks at once, without a limit to their queue. */
public enum PoolOfTwo {
    /** As {@code Executors.newFixedThreadPool(2)} makes it. */
    FIXED(2),

    /** With a larger maximum, which such a queue never lets it reach: how Spring's {@code @Async} is mostly configured. */
    CORE(50);

    private final int maximum;

    PoolOfTwo(int maximum) {
        this.maximum = maximum;
    }

    /** A new one. */
    public ThreadPoolExecutor make() {
        return new ThreadPoolExecutor(2, maximum, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    }
}
