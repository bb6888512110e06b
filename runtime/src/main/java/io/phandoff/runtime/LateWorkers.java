// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * The threads that were there when the hooks came, in a program that ran before: those that are in a pool's loop never
 * begin again, so they become workers when they look for their next task. Each is asked once, for its own pool may not be
 * one that is managed.
 *
 * <p><b>Threads.</b> Each thread writes the mark of its own, plain.
 */
final class LateWorkers {
    private final long[] ids;
    private final boolean[] asked;

    private LateWorkers(long[] sortedIds) {
        ids = sortedIds;
        asked = new boolean[sortedIds.length];
    }

    /** All live threads but virtual ones, which are never managed. */
    static LateWorkers ofThisJvm() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads;
        int count;
        do { // enumerate leaves out silently what does not fit
            threads = new Thread[root.activeCount() * 2 + 16];
            count = root.enumerate(threads);
        } while (count == threads.length);
        return of(Arrays.copyOf(threads, count));
    }

    static LateWorkers of(Thread... threads) {
        long[] ids = new long[threads.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = threads[i].getId();
        }
        Arrays.sort(ids);
        return new LateWorkers(ids);
    }

    /** The thread itself: whether it was there before, and asks for the first time. */
    boolean asksFirst(Thread thread) {
        int index = Arrays.binarySearch(ids, thread.getId());
        if (index < 0 || asked[index]) {
            return false;
        }
        asked[index] = true;
        return true;
    }

    /** An unmanaged thread in the loop of a pool: it is managed from now on if it is an old worker. */
    static void comesBy(Object executor, BlockingQueue<?> queue) {
        Engine engine = HandoffRuntime.engine();
        LateWorkers late = engine == null ? null : engine.late;
        Thread thread = Thread.currentThread();
        if (late == null || !late.asksFirst(thread) || !mayHaveWorkers(executor, queue)) {
            return;
        }
        try {
            Pool pool = engine.poolFor(executor, queue, thread);
            if (pool != null) {
                engine.boundary.workerCameLate(new Worker(thread, pool));
            }
        } catch (Throwable e) {
            Hooks.failed(e);
        }
    }

    private static boolean mayHaveWorkers(Object executor, BlockingQueue<?> queue) {
        return queue != null || executor instanceof ForkJoinPool || PoolHooks.isRewritten(executor);
    }

    /** The same for the worker of a {@code ForkJoinPool}, which knows its pool. */
    static void comesBy() {
        if (Thread.currentThread() instanceof ForkJoinWorkerThread thread) {
            comesBy(thread.getPool(), null);
        }
    }

    /** An unmanaged worker of a pool ends; it may be an old one that has not come by. */
    static void ends(Object executor) {
        Engine engine = HandoffRuntime.engine();
        LateWorkers late = engine == null ? null : engine.late;
        if (late != null && late.asksFirst(Thread.currentThread())) {
            Pool pool = engine.pools.get(executor);
            if (pool != null) {
                pool.oldWorkerCame();
            }
        }
    }

    /** How many old workers a pool has of which nobody knows so far, when one of its workers asks; 0 if it cannot tell. */
    int ofPool(Object executor, Thread asks) {
        boolean isOld = Arrays.binarySearch(ids, asks.getId()) >= 0;
        return Math.max(0, sizeOf(executor) - (isOld ? 0 : 1));
    }

    /** The same of a pool that has been known for a moment. */
    int ofPool(Pool pool) {
        Object executor = pool.executor();
        return executor == null ? 0 : Math.max(0, sizeOf(executor) - pool.threads());
    }

    private static int sizeOf(Object executor) {
        try {
            return size(executor);
        } catch (Throwable e) { // of the program
            return 0;
        }
    }

    /** Not more than the program has set: a worker that ends is counted still while another comes in its place. */
    private static int size(Object executor) throws ReflectiveOperationException {
        if (executor instanceof ThreadPoolExecutor pool) {
            return Math.min(pool.getPoolSize(), pool.getMaximumPoolSize());
        }
        if (executor instanceof HookedPool || executor instanceof ForkJoinPool) {
            return 0; // counts its workers itself
        }
        LoadedPool loaded = LoadedPool.of(executor);
        if (loaded != null) {
            return loaded.size(executor);
        }
        // a copy of ThreadPoolExecutor in another package
        return Math.min(call(executor, "getPoolSize"), call(executor, "getMaximumPoolSize"));
    }

    private static int call(Object executor, String getter) throws ReflectiveOperationException {
        return (int) executor.getClass().getMethod(getter).invoke(executor);
    }
}
