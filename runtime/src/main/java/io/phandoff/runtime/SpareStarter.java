// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Starts spare workers through the pool's own code: {@code prestartCoreThread}, for which the rewritten
 * {@code addWorker} sees no limit while this class asks on this thread. So thread factory, names, book-keeping and
 * shutdown are the pool's.
 *
 * <p>A new thread inherits from its creator: a factory that may do anything runs in a thread of its own, see {@link Birth}.
 *
 * <p><b>Threads.</b> {@link #start}: the starter only. All else: any; the thread that adds a worker finds what is its own. There is
 * one at a time, but for those whose factory did not return in time. <b>Memory modes.</b> {@code additions}: volatile, copied when
 * it is written, under this object's monitor. The fields of an {@link Adding}: its own thread's.
 */
final class SpareStarter {
    private static final Adding[] NONE = {};

    private volatile Adding[] additions = NONE;

    private static final class Adding {
        final Thread thread = Thread.currentThread();
        /** The number of workers that the pool may have with the one that is being added. */
        final int limit;
        /** Whether the pool has started a thread. */
        boolean started;

        Adding(int limit) {
            this.limit = limit;
        }
    }

    /** What the calling thread adds, null if nothing. */
    private Adding mine() {
        for (Adding adding : additions) {
            if (adding.thread == Thread.currentThread()) {
                return adding;
            }
        }
        return null;
    }

    private synchronized void begin(Adding adding) {
        Adding[] more = Arrays.copyOf(additions, additions.length + 1);
        more[more.length - 1] = adding;
        additions = more;
    }

    private synchronized void end(Adding adding) {
        List<Adding> rest = new ArrayList<>(Arrays.asList(additions));
        rest.remove(adding);
        additions = rest.toArray(NONE);
    }

    /**
     * The size that {@code addWorker} is to compare with: one more worker than there are for the thread that adds a
     * spare, what it would be otherwise for all others.
     */
    int limit(int otherwise) {
        Adding adding = mine();
        return adding == null ? otherwise : Math.max(adding.limit, otherwise);
    }

    /** Whether the calling thread adds a spare right now. */
    boolean adding() {
        return mine() != null;
    }

    /** The thread that adds a worker: the pool starts one. */
    void started() {
        Adding adding = mine();
        if (adding != null) {
            adding.started = true;
        }
    }

    /** Whether the calling thread adds a worker, and the pool has started one. */
    boolean hasStarted() {
        Adding adding = mine();
        return adding != null && adding.started;
    }

    /** Starts one worker; false if the pool does not take one. */
    boolean start(Pool pool) throws Throwable {
        Object executor = pool.executor();
        if (executor == null) {
            return false;
        }
        Addition addition = new Addition(pool, executor);
        return hasKnownFactory(executor) ? pool.origin.run(addition) : Birth.run(addition, pool.origin);
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
        Adding adding = new Adding(pool.threads() + 1);
        begin(adding);
        try {
            return prestart(executor);
        } finally {
            end(adding);
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

        @Override
        public void cameLate() {
            pool.spareCameLate();
        }
    }
}
