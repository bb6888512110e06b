// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.BlockingQueue;

/**
 * What the rewritten bytecode of a {@link HookedPool} calls: the same as {@link Hooks} does for {@code ThreadPoolExecutor},
 * for pools whose workers look for a task in a loop of their own and decide there whether to leave.
 *
 * <p>Rules and threads: those of {@link Hooks}. A worker leaves spares behind it in this order: the number of spares goes
 * down, then the pool's own count of threads. The other way round a submitter would see room for one more in between.
 */
public final class PoolHooks {
    private static final WorkerTable WORKERS = HandoffRuntime.WORKERS;

    private PoolHooks() {}

    private static Worker current(Object executor) {
        Worker worker = WORKERS.get(Thread.currentThread());
        return worker != null && worker.pool.isOf(executor) ? worker : null;
    }

    /** Begin of a pool's worker that has no task yet. */
    public static void workerBegin(Object executor) {
        workerBegin(executor, null);
    }

    /**
     * Begin of a pool's worker; not managed if the pool's class could not be rewritten as well.
     *
     * @param firstTask the task it begins with, or null
     */
    public static void workerBegin(Object executor, Object firstTask) {
        if (isRewritten(executor)) {
            Hooks.workerBegin(executor, null, firstTask);
        }
    }

    /** Whether a pool's own class was rewritten, when it was loaded or later. */
    static boolean isRewritten(Object executor) {
        return executor instanceof HookedPool || LoadedPool.of(executor) != null;
    }

    /** End of a pool's worker, before the pool counts one less. */
    public static void workerEnd(Object executor) {
        Worker worker = current(executor);
        if (worker != null) {
            leaving(executor);
            Hooks.workerEnd(executor);
        } else {
            LateWorkers.ends(executor);
        }
    }

    /** A worker has decided to leave, and the pool will count one less; once a worker, however often it is called. */
    public static void leaving(Object executor) {
        Worker worker = current(executor);
        if (worker != null && !worker.leaving) {
            worker.leaving = true;
            worker.pool.spareLeft();
        }
    }

    /** A worker begins to look for a task. */
    public static void fetchBegin(Object executor) {
        Hooks.fetchBegin(executor, null);
    }

    /**
     * A worker has looked for a task.
     *
     * @param task what it found; null if it goes on looking, or is to end
     */
    public static void fetched(Object executor, Object task) {
        Worker worker = task == null ? null : current(executor);
        if (worker != null) {
            worker.waited = false;
            Hooks.fetchEnd(executor, task);
        }
    }

    /** A task has been given to a pool. */
    public static void submitted(Object executor) {
        Hooks.submitted(executor);
    }

    /** How long an idle worker waits for a task: spares no less than their keep-alive. */
    public static long idleTimeout(long setNanos, Object executor) {
        Worker worker = current(executor);
        if (worker == null) {
            return setNanos;
        }
        worker.waited = true;
        return worker.pool.sparesToCome() == 0 ? setNanos : Math.max(setNanos, Growth.SPARE_KEEP_ALIVE_NANOS);
    }

    /**
     * Whether a worker that has found no task leaves: as the pool wants, or as a spare that has waited its time.
     *
     * @param own what the pool wants
     */
    public static boolean leaves(boolean own, Object executor) {
        Worker worker = current(executor);
        boolean surplus = Surplus.take(executor);
        if (worker == null) {
            return own || surplus;
        }
        if (surplus) {
            worker.leaving = true; // of a runtime before this one
            return true;
        }
        if (own) {
            leaving(executor);
            return true;
        }
        worker.leaving = worker.waited && worker.pool.spareLeft();
        return worker.leaving;
    }

    /** What is at hand in a pool's queue; null for a worker that is to ask at once whether it {@link #leaves}. */
    public static Object poll(BlockingQueue<?> queue, Object executor) {
        return Surplus.isIn(executor) ? null : queue.poll();
    }

    /**
     * A worker runs a task. It matters for those whose loop has no hooks, because they were in it when the hooks came: they are
     * managed from here on. See {@link LateWorkers}.
     */
    public static void taskBegin(Object executor) {
        if (WORKERS.get(Thread.currentThread()) == null) {
            LateWorkers.comesBy(executor, null);
        }
        Worker worker = current(executor);
        if (worker != null && worker.late && worker.fetching) {
            fetched(executor, executor);
        }
    }

    /** Such a worker has run its task, and looks for the next. */
    public static void taskEnd(Object executor) {
        Worker worker = current(executor);
        if (worker != null && worker.late) {
            fetchBegin(executor);
        }
    }

    /** {@link #leaves}, for such a worker. */
    public static boolean lateLeaves(boolean own, Object executor) {
        Worker worker = current(executor);
        return (worker != null && worker.late) ? leaves(own, executor) : own;
    }

    /** {@link #leaving}, for such a worker: not if it takes back a thread of its pool that its task could not start. */
    public static void lateLeaving(Object executor) {
        Worker worker = current(executor);
        if (worker != null && worker.late && worker.fetching) {
            worker.maximum =
                    Integer.MAX_VALUE; // its old loop compares with the limit without spares: it goes for one of them
            leaving(executor);
        }
    }

    /** {@link #workerEnd}, for such a worker, if the pool counts one less. */
    public static boolean lateLeft(boolean counted, Object executor) {
        if (counted) {
            Worker worker = current(executor);
            if (worker == null || (worker.late && worker.fetching)) {
                workerEnd(executor);
            }
        }
        return counted;
    }

    /** The number of threads from which on none is started: one more for the starter of a spare. */
    public static int maximumSizeForStart(int set, Object executor) {
        Engine engine = HandoffRuntime.engine();
        int size = Hooks.maximumSizeForAdd(set, executor);
        return engine != null && engine.spares.adding() ? Hooks.plus(size, 1) : size;
    }

    /** The number of threads from which on the pool would rather queue a task: none for the starter of a spare. */
    public static int coreSizeForStart(int set, Object executor) {
        Engine engine = HandoffRuntime.engine();
        return engine != null && engine.spares.adding() ? Integer.MAX_VALUE : Hooks.coreSizeForSubmit(set, executor);
    }

    /** The number of threads above which an idle one leaves at once. */
    public static int maximumSizeForFetch(int set, Object executor) {
        return Hooks.maximumSizeForFetch(set, executor);
    }

    /** The pool starts a thread because there is too much to do. */
    public static void starting(Object executor) {
        Engine engine = HandoffRuntime.engine();
        if (engine != null) {
            engine.spares.started();
        }
    }

    /** Whether the starter of a spare, which the calling thread is, has made the pool start a thread. */
    public static boolean hasStarted(Object executor) {
        Engine engine = HandoffRuntime.engine();
        return engine != null && engine.spares.hasStarted();
    }

    /** A number of threads as the program is told it: without the spares. */
    public static int withoutSpares(int threads, Object executor) {
        Pool pool = Hooks.poolOf(executor);
        return pool == null ? threads : Math.max(0, threads - pool.sparesToCome());
    }

    /** A number of busy threads as the program is told it: no more than there are threads without the spares. */
    public static int busyWithoutSpares(int threads, Object executor) {
        Pool pool = Hooks.poolOf(executor);
        return pool == null ? threads : Math.min(threads, withoutSpares(pool.threads(), executor));
    }

    /**
     * A worker waits to be given work that is not in the pool's queue: it is neither blocked, so it is no reason to add a
     * worker, nor idle, so it does not keep one from being added.
     */
    public static void enterReserve() {
        Worker worker = WORKERS.get(Thread.currentThread());
        if (worker != null) {
            worker.inReserve = true;
        }
    }

    /** The same for one that may have been there when the hooks came, and is managed from here on. */
    public static void enterReserve(Object executor) {
        if (WORKERS.get(Thread.currentThread()) == null) {
            taskBegin(executor);
        }
        enterReserve();
    }

    /** End of such a wait. */
    public static void exitReserve() {
        Worker worker = WORKERS.get(Thread.currentThread());
        if (worker != null) {
            worker.inReserve = false;
        }
    }
}
