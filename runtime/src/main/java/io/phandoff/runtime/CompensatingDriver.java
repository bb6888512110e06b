// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.List;

/**
 * Drives a pool that counts blocked workers as running until it is told. A spare stands for one worker that is blocked; {@code
 * pool.spares} counts the workers that are replaced right now, not the threads that came for it: those stay for the pool's
 * own keep-alive, idle, and are the next to be woken.
 *
 * <p>A worker that goes idle takes back what its pool was told of one that is blocked: so the pool counts as active who runs or is
 * blocked in a task, and never takes itself for quiescent, or terminates, while a task of it is blocked.
 */
abstract class CompensatingDriver extends PoolDriver {
    private final Scheduler scheduler;
    private boolean askedFactory;

    CompensatingDriver(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Has the pool wake or start a worker in the place of a blocked one; false if it takes none. {@link #asksFactory} tells before a
     * thread is made. Starter only.
     */
    abstract boolean replace(Pool pool) throws Throwable;

    @Override
    final boolean compensates() {
        return true;
    }

    final void asksFactory() {
        askedFactory = true;
    }

    @Override
    final boolean hasAskedFactory() {
        return askedFactory;
    }

    @Override
    final boolean startSpare(Pool pool) throws Throwable {
        askedFactory = false;
        Worker worker = longestBlocked(pool);
        if (worker == null || !worker.compensation.claim()) {
            return false;
        }
        boolean replaced = false;
        try {
            replaced = worker.isBlocked() && replace(pool);
        } finally {
            if (replaced) {
                pool.spareCame(); // before others can take it back
            }
            if (worker.compensation.conclude(replaced)) {
                takeBack(pool);
            }
        }
        return replaced;
    }

    /** One of those that growth has counted. */
    private Worker longestBlocked(Pool pool) {
        long now = scheduler.clock.nanoTime();
        Worker longest = null;
        long most = -1;
        for (Worker worker : scheduler.workers.all()) {
            if (worker.pool == pool && worker.compensation.isFree() && Growth.blockedLong(worker, now)) {
                long nanos = Math.max(0, now - (worker.marked() ? worker.markedAt : worker.callStart));
                if (nanos > most) {
                    most = nanos;
                    longest = worker;
                }
            }
        }
        return longest;
    }

    /** A worker of the pool, on its way to sleep. Allocates nothing while nobody is replaced. */
    final void goesIdle(Pool pool) {
        if (pool.spares.get() == 0) {
            return;
        }
        List<Worker> workers = scheduler.workers.all();
        for (Worker worker : workers) {
            if (worker.pool == pool && worker.compensation.takeBack()) {
                return;
            }
        }
    }
}
