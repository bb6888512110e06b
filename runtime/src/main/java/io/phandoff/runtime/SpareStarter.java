// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Starts spare workers through the pool's own code: {@code prestartCoreThread}, for which the rewritten
 * {@code addWorker} sees no limit while this class asks on this thread. So thread factory, names, book-keeping and
 * shutdown are the pool's.
 *
 * <p>A new thread inherits from its creator: a factory that may do anything runs in a thread of its own, see {@link Birth}.
 *
 * <p><b>Threads.</b> {@link #start}: the starter only. {@link #limit}: any.
 */
final class SpareStarter {
    /** The thread that adds a worker right now, null otherwise. */
    private volatile Thread adder;

    /** The number of workers that the pool may have with the one that is being added; written before {@code adder}. */
    private int limit;

    /** Whether the pool has started a thread; of the thread that adds. */
    private boolean started;

    /**
     * The size that {@code addWorker} is to compare with: one more worker than there are for the thread that adds a
     * spare, what it would be otherwise for all others.
     */
    int limit(int otherwise) {
        return adding() ? Math.max(limit, otherwise) : otherwise;
    }

    /** Whether the calling thread adds a spare right now. */
    boolean adding() {
        Thread thread = adder;
        return thread != null && thread == Thread.currentThread();
    }

    /** The thread that adds a worker: the pool starts one. */
    void started() {
        started = true;
    }

    /** The thread that adds a worker: whether the pool has started one. */
    boolean hasStarted() {
        return started;
    }

    /** Starts one worker; false if the pool does not take one. */
    boolean start(Pool pool) throws Throwable {
        Object executor = pool.executor();
        if (executor == null) {
            return false;
        }
        return hasKnownFactory(executor) ? add(pool, executor) : Birth.run(new Addition(pool, executor), pool.origin);
    }

    /** Factories that set daemon status and priority themselves and do nothing else. */
    private static boolean hasKnownFactory(Object executor) {
        return executor instanceof ThreadPoolExecutor pool
                && pool.getThreadFactory()
                        .getClass()
                        .getName()
                        .equals("java.util.concurrent.Executors$DefaultThreadFactory");
    }

    private boolean add(Pool pool, Object executor) throws Throwable {
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        thread.setContextClassLoader(pool.origin.contextClassLoader());
        limit = pool.threads() + 1;
        started = false;
        adder = thread;
        try {
            return prestart(executor);
        } finally {
            adder = null;
            thread.setContextClassLoader(own);
        }
    }

    private static boolean prestart(Object executor) throws Throwable {
        if (executor instanceof ThreadPoolExecutor pool) {
            return pool.prestartCoreThread();
        }
        if (executor instanceof HookedPool pool) {
            return pool.phandoffAddWorker();
        }
        LoadedPool loaded = LoadedPool.of(executor);
        if (loaded != null) {
            return loaded.add(executor);
        }
        try {
            // a copy of ThreadPoolExecutor in another package, rewritten as that one is
            return (boolean) executor.getClass().getMethod("prestartCoreThread").invoke(executor);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private final class Addition implements Birth.Action {
        private final Pool pool;
        private final Object executor;

        Addition(Pool pool, Object executor) {
            this.pool = pool;
            this.executor = executor;
        }

        @Override
        public boolean run() throws Throwable {
            return add(pool, executor);
        }
    }
}
