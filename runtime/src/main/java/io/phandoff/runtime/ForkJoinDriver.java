// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.lang.ref.WeakReference;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeoutException;

/**
 * Drives a {@code ForkJoinPool}, the common one too, by its own means: a blocked worker is taken off the number of those that
 * run, or its place in it is given to another, woken or new. So size, stealing, quiescence and shutdown are the pool's.
 *
 * <p>It differs from the pool's own compensation in one thing: that one adds a thread only when fewer than {@code
 * minimumRunnable} (1) would be left, this one keeps as many running as the parallelism says. Both stop at the
 * maximum size that the program set (parallelism + 256 if it set none).
 */
final class ForkJoinDriver extends CompensatingDriver {
    private static final int TRIES = 100;

    private final WeakReference<ForkJoinPool> executor;
    private boolean linked;
    private boolean inaccessible;

    ForkJoinDriver(ForkJoinPool executor, Scheduler scheduler) {
        super(scheduler);
        this.executor = new WeakReference<>(executor);
    }

    @Override
    boolean mayHaveTasks() {
        ForkJoinPool pool = executor.get();
        return pool != null && (pool.hasQueuedSubmissions() || pool.getQueuedTaskCount() > 0);
    }

    @Override
    int queued() {
        ForkJoinPool pool = executor.get();
        return pool == null
                ? 0
                : (int) Math.min(Integer.MAX_VALUE, pool.getQueuedTaskCount() + (long) pool.getQueuedSubmissionCount());
    }

    /** Unless the program overrides the getters. */
    @Override
    boolean isKnown() {
        ForkJoinPool pool = executor.get();
        return pool == null || pool.getClass() == ForkJoinPool.class;
    }

    /** If fewer count as running than may: those that are not idle, but for those in whose place another runs. */
    @Override
    boolean wakesIdle(long counts, int spares) {
        ForkJoinPool pool = executor.get();
        return pool == null || PoolCounts.threads(counts) - PoolCounts.idle(counts) - spares < pool.getParallelism();
    }

    @Override
    int size(int threads, int spares) {
        ForkJoinPool pool = executor.get();
        return pool == null ? threads : Math.min(threads, pool.getParallelism());
    }

    /**
     * A pool that ends looks at its counts whenever one of its workers goes idle or ends, and sees one too few until here. One of its
     * own that takes back does so later; anybody else, mostly the starter, must look again for it.
     */
    @Override
    void takeBack(Pool of) {
        ForkJoinPool pool = executor.get();
        if (pool != null) {
            ForkJoinAccess.addActive(pool, 1);
            if (!isOwn(pool, Thread.currentThread()) && pool.isShutdown()) {
                ForkJoinAccess.endIfDone(pool);
            }
        }
        of.spareLeft();
    }

    private static boolean isOwn(ForkJoinPool pool, Thread thread) {
        return thread instanceof ForkJoinWorkerThread worker && worker.getPool() == pool;
    }

    @Override
    boolean replace(Pool of) throws Throwable {
        ForkJoinPool pool = executor.get();
        if (pool == null || inaccessible || pool.isShutdown()) {
            return false; // what runs on after a shutdown ends as without us
        }
        link(pool);
        for (int i = 0; i < TRIES; i++) {
            long ctl = ForkJoinAccess.ctl(pool);
            int parallelism = pool.getParallelism();
            int active = ForkJoinAccess.active(pool, ctl);
            if (active < parallelism) {
                return false; // it wakes or starts one by itself for each task
            }
            if (active > parallelism) {
                if (ForkJoinAccess.removeActive(pool, ctl)) {
                    return true;
                }
            } else if (ForkJoinAccess.hasIdle(ctl)) {
                if (ForkJoinAccess.wake(pool, ctl)) {
                    return true;
                }
            } else {
                int reserved = ForkJoinAccess.reserve(pool, ctl);
                if (reserved != 0) {
                    return reserved > 0 && create(of, pool);
                }
            }
        }
        return false;
    }

    /** What hooks will call is linked here. */
    private void link(ForkJoinPool pool) {
        if (!linked) {
            inaccessible = true; // until it has gone well
            ForkJoinAccess.addActive(pool, 0);
            linked = true;
            inaccessible = false;
        }
    }

    /** In a thread of its own, for the factory may be the program's; one that does not return in time is taken to do so later. */
    private boolean create(Pool of, ForkJoinPool pool) throws Throwable {
        asksFactory();
        try {
            return Birth.run(new Creation(pool), of.origin);
        } catch (TimeoutException e) {
            return true; // it is reserved for
        }
    }

    private static final class Creation implements Birth.Action {
        private final ForkJoinPool pool;

        Creation(ForkJoinPool pool) {
            this.pool = pool;
        }

        @Override
        public boolean run() throws Throwable {
            return ForkJoinAccess.create(pool);
        }

        @Override
        public void cameLate() {
            // counted already, see create
        }
    }
}
