// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeoutException;

/**
 * Starts spare workers through the pool's own code: {@code prestartCoreThread}, for which the rewritten
 * {@code addWorker} sees no limit while this class asks on this thread. So thread factory, names, book-keeping and
 * shutdown are the pool's.
 *
 * <p>A new thread inherits from its creator. What it would have got from a submitter (context class loader, daemon
 * status) is put in place first; a factory that may do anything runs in a short-lived thread of its own, which also
 * bounds the time it can hold up the starter.
 *
 * <p><b>Threads.</b> {@link #start}: the starter only. {@link #limit}: any.
 */
final class SpareStarter implements Growth.SpareFactory {
    private static final long FACTORY_LIMIT_MILLIS = 1000;

    /** The thread that adds a worker right now, null otherwise. */
    private volatile Thread adder;

    /** The number of workers that the pool may have with the one that is being added; written before {@code adder}. */
    private int limit;

    /**
     * The size that {@code addWorker} is to compare with: one more worker than there are for the thread that adds a
     * spare, what it would be otherwise for all others.
     */
    int limit(int otherwise) {
        Thread thread = adder;
        return thread != null && thread == Thread.currentThread() ? Math.max(limit, otherwise) : otherwise;
    }

    @Override
    public boolean start(Pool pool) throws Throwable {
        Object executor = pool.executor();
        if (executor == null) {
            return false;
        }
        return hasKnownFactory(executor) ? add(pool, executor) : addInOwnThread(pool, executor);
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
        thread.setContextClassLoader(pool.contextClassLoader());
        limit = PoolCounts.threads(pool.counts.word()) + 1;
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
        try {
            // a copy of ThreadPoolExecutor in another package, rewritten as that one is
            return (boolean) executor.getClass().getMethod("prestartCoreThread").invoke(executor);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private boolean addInOwnThread(Pool pool, Object executor) throws Throwable {
        Birth birth = new Birth(pool, executor);
        Thread thread = new Thread(null, birth, "phandoff-birth", 0, false);
        thread.setDaemon(pool.daemonWorkers);
        thread.start();
        thread.join(FACTORY_LIMIT_MILLIS);
        if (thread.isAlive()) {
            throw new TimeoutException("thread factory has not returned: pool=".concat(pool.name));
        }
        if (birth.failure != null) {
            throw birth.failure;
        }
        return birth.added;
    }

    /** One addition in a thread of its own; its fields are read after it has ended. */
    private final class Birth implements Runnable {
        private final Pool pool;
        private final Object executor;
        private boolean added;
        private Throwable failure;

        Birth(Pool pool, Object executor) {
            this.pool = pool;
            this.executor = executor;
        }

        @Override
        public void run() {
            try {
                added = add(pool, executor);
            } catch (Throwable e) {
                failure = e;
            }
        }
    }
}
