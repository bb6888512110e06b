// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.lang.ref.WeakReference;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Adds a worker in a short-lived thread of its own: a new thread inherits its group, priority, daemon status, context class loader and thread
 * locals from the one that makes it, and up to JDK 23 its security context, so that one is as the pool's first worker was, without its thread locals. It also bounds the
 * time that a thread factory of the program can hold up the starter.
 *
 * <p><b>Threads.</b> The starter runs it and waits; the new thread acts. <b>Memory modes.</b> {@code state}: CAS from RUNNING, by the
 * starter to GIVEN_UP or by the new thread to DONE, so that exactly one of them counts what was added; {@code added} and
 * {@code failure}: plain, before it.
 */
final class Birth implements Runnable {
    private static final long LIMIT_MILLIS = 1000;

    /** What adds the worker. */
    interface Action extends CallerContext.Action {
        /** False if none was added. */
        @Override
        boolean run() throws Throwable;

        /** It has added one when nobody waited any more; on the thread that has. */
        void cameLate();
    }

    /** What a new worker would have got from a submitter, were it not started by us; weak, to keep nothing alive. */
    static final class Origin {
        private final WeakReference<ThreadGroup> group;
        private final WeakReference<ClassLoader> contextClassLoader;
        private final int priority;
        private final boolean daemon;
        private volatile WeakReference<CallerContext> context = new WeakReference<>(null);

        Origin(Thread worker) {
            group = new WeakReference<>(worker.getThreadGroup());
            contextClassLoader = new WeakReference<>(worker.getContextClassLoader());
            priority = worker.getPriority();
            daemon = worker.isDaemon();
        }

        ClassLoader contextClassLoader() {
            return contextClassLoader.get();
        }

        /** What the first worker may do, or the calling one if nobody keeps that; each worker keeps it for as long as it lives. */
        CallerContext context() {
            CallerContext known = context.get();
            return known != null ? known : newContext();
        }

        private synchronized CallerContext newContext() {
            CallerContext known = context.get();
            if (known == null) {
                known = CallerContext.ofThisThread();
                context = new WeakReference<>(known);
            }
            return known;
        }

        /** As what the pool's workers may do; false if there is no worker any more. */
        boolean run(CallerContext.Action action) throws Throwable {
            CallerContext known = context.get();
            return known != null && known.run(action);
        }
    }

    private static final int RUNNING = 0;
    private static final int DONE = 1;
    private static final int GIVEN_UP = 2;

    private final Action action;
    private final Origin origin;
    private final AtomicInteger state = new AtomicInteger(RUNNING);
    private boolean added;
    private Throwable failure;

    private Birth(Action action, Origin origin) {
        this.action = action;
        this.origin = origin;
    }

    /**
     * Runs the action; whether it added a worker.
     *
     * @throws TimeoutException if it has not returned in time; if it adds one later, it is told so
     */
    @SuppressWarnings("ThreadPriorityCheck") // the one that the program has given its workers
    static boolean run(Action action, Origin origin) throws Throwable {
        Birth birth = new Birth(action, origin);
        Thread thread = new Thread(origin.group.get(), birth, "phandoff-birth", 0, false);
        thread.setDaemon(origin.daemon);
        thread.setPriority(origin.priority);
        thread.setContextClassLoader(origin.contextClassLoader());
        thread.start();
        thread.join(LIMIT_MILLIS);
        if (birth.state.compareAndSet(RUNNING, GIVEN_UP)) {
            throw new TimeoutException("thread factory has not returned: limit=1s");
        }
        if (birth.failure != null) {
            throw birth.failure;
        }
        return birth.added;
    }

    @Override
    public void run() {
        try {
            added = origin.run(action);
        } catch (Throwable e) {
            failure = e;
        }
        if (!state.compareAndSet(RUNNING, DONE) && added) {
            action.cameLate();
        }
    }
}
