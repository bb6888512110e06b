// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * What the rewritten bytecode of {@code ForkJoinPool} calls; the rules of {@link Hooks} hold.
 *
 * <pre>
 * runWorker            begin         looks for a task, by which it counts as idle as soon as it parks
 * topLevelExec         taskBegin     has a task, takes a processor
 *   tryCompensate      compensates   its pool runs another in its place by itself (join, ManagedBlocker)
 *   getAndAddCtl       ctlAdded      and does not any more
 *                      taskEnd       a task and those it left in its queue are done: gives way if asked to
 * deactivate/awaitWork goesIdle      takes back what the pool was told of a blocked worker
 * deregisterWorker     end
 * </pre>
 *
 * <p>Carriers of virtual threads pass through the same code and are no workers; they find that out in the look-up.
 */
public final class ForkJoinHooks {
    private static final WorkerTable WORKERS = HandoffRuntime.WORKERS;

    /** Set when all of it is in place: a worker that begins and never has a task would do harm. */
    private static volatile boolean complete;

    private ForkJoinHooks() {}

    /** From now on workers are managed: all hooks are in. */
    public static void complete() {
        complete = true;
    }

    private static Worker current() {
        Worker worker = WORKERS.get(Thread.currentThread());
        return worker == null || worker.compensation == null ? null : worker;
    }

    /** Begin of a worker, on its thread. */
    public static void begin(ForkJoinPool executor) {
        Engine engine = HandoffRuntime.engine();
        Thread thread = Thread.currentThread();
        if (engine == null || !complete || WORKERS.get(thread) != null) {
            return;
        }
        try {
            Pool pool = engine.poolFor(executor, null, thread);
            if (pool != null) {
                engine.boundary.workerBegin(new Worker(thread, pool), false);
            }
        } catch (Throwable e) {
            Hooks.failed(e);
        }
    }

    /** End of a worker, or of one that never began, on whatever thread. */
    public static void end(ForkJoinWorkerThread thread) {
        Worker worker = current();
        if (worker != null && worker.thread == thread) {
            try {
                HandoffRuntime.engine().boundary.workerEnd(worker);
            } catch (Throwable e) {
                Hooks.failed(e);
            }
        }
    }

    /** A worker has found a task outside its own queue. */
    public static void taskBegin() {
        Worker worker = current();
        if (worker == null && complete) {
            LateWorkers.comesBy();
            worker = current();
        }
        if (worker != null) {
            try {
                HandoffRuntime.engine().boundary.fetchEnd(worker, true);
            } catch (Throwable e) {
                Hooks.failed(e);
            }
        }
    }

    /** It is done, and all that it left in the worker's own queue. */
    public static void taskEnd() {
        Worker worker = current();
        if (worker != null) {
            try {
                HandoffRuntime.engine().boundary.fetchBegin(worker);
            } catch (Throwable e) {
                Hooks.failed(e);
            }
        }
    }

    /** A worker has found no task and will not count as active any more. */
    public static void goesIdle() {
        Worker worker = current();
        if (worker != null) {
            try {
                ((CompensatingDriver) worker.pool.driver).goesIdle(worker.pool);
            } catch (Throwable e) {
                Hooks.failed(e);
            }
        }
    }

    /**
     * The pool has been asked to compensate for the calling thread.
     *
     * @param result more than 0 if it does
     */
    public static void compensates(int result) {
        if (result > 0) {
            Worker worker = current();
            if (worker != null) {
                worker.compensation.poolCompensates();
            }
        }
    }

    /**
     * The calling thread changes how many workers run.
     *
     * @param units negative if it does not count any more, positive if it counts again
     */
    public static void ctlAdded(long units) {
        Worker worker = units == 0 ? null : current();
        if (worker != null) {
            if (units < 0) {
                worker.compensation.poolCompensates();
            } else {
                worker.compensation.poolTakesBack();
            }
        }
    }

    /** A pool has a new task, on the way to look whether another worker can be woken for it. */
    public static void signalled(ForkJoinPool executor) {
        Engine engine = HandoffRuntime.engine();
        Pool pool = engine == null ? null : engine.pools.get(executor);
        if (pool != null) {
            try {
                engine.growth.consider(pool);
            } catch (Throwable e) {
                Hooks.failed(e);
            }
        }
    }
}
