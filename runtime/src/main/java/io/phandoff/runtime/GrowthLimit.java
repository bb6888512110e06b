// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The rule by which a pool gets no spare workers, whatever it lacks. */
public enum GrowthLimit {
    /** None: it grows up to its caps. */
    NONE,
    /** Growth is switched off, for all pools or for this one. */
    OFF,
    /** A scheduled pool: its size means something. */
    SCHEDULED,
    /** A spare that takes a task out of a bounded queue makes room for one that was to be refused. */
    BOUNDED_QUEUE,
    /** It has no queue, or starts a thread for each task by itself. */
    NO_QUEUE,
    /** A pool of one thread runs one task at a time. */
    ONE_WORKER;

    static GrowthLimit of(Pool pool, int threads, int spares) {
        if (pool.settings.grow() == PoolSettings.Grow.OFF) {
            return OFF;
        }
        if (pool.driver == PoolDriver.NONE) {
            return NO_QUEUE;
        }
        if (!pool.growable) {
            return pool.executor() instanceof ScheduledThreadPoolExecutor ? SCHEDULED : BOUNDED_QUEUE;
        }
        return isOne(pool, threads, spares) ? ONE_WORKER : NONE;
    }

    /** Whether a pool has one worker of its own, and that means something. */
    static boolean isOne(Pool pool, int threads, int spares) {
        return threads - spares < 2 && pool.settings.grow() != PoolSettings.Grow.ON && !pool.driver.compensates();
    }
}
