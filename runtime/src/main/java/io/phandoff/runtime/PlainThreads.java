// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads of no pool that are managed all the same, because the program's owner named them. Those of one pattern count as
 * one pool, which never grows.
 *
 * <p>Such a thread becomes a worker in the thread that starts it, for what runs first in the new one may be anything. It begins as one
 * that was robbed: it needs no processor until it comes back from its first blocking call. One that turns out to be a worker of a
 * real pool becomes that.
 *
 * <p><b>Threads.</b> {@link #starts} and {@link #started}: whoever starts a thread. {@link #ends}: the thread itself, last.
 *
 * <p><b>Invariants.</b> I1: a worker is in the table before its thread can run, and out of it after it has run, or failed to
 * start. I2: as many pools as patterns.
 */
final class PlainThreads {
    private final PoolFilter filter;
    private final Scheduler scheduler;
    private final PoolTable pools;
    private final TaskBoundary boundary;
    private final AtomicInteger sparesInAllPools;
    private final Map<String, Pattern> patterns = new HashMap<>(); // under its monitor

    /** What stands for the executor, which is what pools are found by. */
    private static final class Pattern {}

    PlainThreads(
            PoolFilter filter,
            Scheduler scheduler,
            PoolTable pools,
            TaskBoundary boundary,
            AtomicInteger sparesInAllPools) {
        this.filter = filter;
        this.scheduler = scheduler;
        this.pools = pools;
        this.boundary = boundary;
        this.sparesInAllPools = sparesInAllPools;
    }

    static boolean owns(Worker worker) {
        return worker.pool.executor() instanceof Pattern;
    }

    /** A thread is about to be started, if it can be. */
    void starts(Thread thread) {
        String name = filter.threads(thread);
        if (name == null
                || NeverGated.is(thread)
                || thread.getState() != Thread.State.NEW
                || scheduler.workers.get(thread) != null) {
            return;
        }
        Pool pool = pool(name, thread);
        Worker worker = new Worker(thread, pool);
        worker.experience.seed(pool.learned);
        worker.stats.tasks = 1;
        worker.setHoldingRelease(Worker.STRAYED);
        if (scheduler.workers.add(worker)) {
            pool.workerBegun(true);
        }
    }

    /** The attempt is over: the new thread may run, may have ended, or may not have been started. */
    void started(Thread thread) {
        if (thread.getState() == Thread.State.NEW) {
            ends(scheduler.workers.get(thread));
        }
    }

    /** A thread has run; null if it was no worker. */
    void ends(Worker worker) {
        if (worker != null && owns(worker)) {
            boundary.workerEnd(worker);
        }
    }

    private Pool pool(String name, Thread thread) {
        Pattern key;
        synchronized (patterns) {
            key = patterns.get(name);
            if (key == null) {
                key = new Pattern();
                patterns.put(name, key);
            }
        }
        Pool pool = pools.get(key);
        return pool != null ? pool : pools.getOrMake(key, new MakePool(name, thread));
    }

    private final class MakePool implements PoolTable.Maker {
        private final String name;
        private final Thread thread;

        MakePool(String name, Thread thread) {
            this.name = name;
            this.thread = thread;
        }

        @Override
        public Pool make(Object executor) {
            PoolSettings settings = PoolSettings.of(scheduler.config);
            return new Pool(name, executor, PoolDriver.NONE, settings, thread, false, sparesInAllPools);
        }
    }
}
