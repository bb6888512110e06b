// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;

/**
 * What rewritten bytecode calls, and nothing else of the runtime.
 *
 * <p>This class and all it uses live on the bootstrap class path: never load it in another class loader. Its methods are
 * called by every thread of the JVM, at any point, also while classes are being loaded or locks are held. They first ask
 * whether the calling thread is a managed worker; for all others that is all they do.
 *
 * <p>No method throws, except that an error of the JVM itself (stack overflow, out of memory) ends the hook early and is
 * swallowed; enter methods wait for nothing; an exit without an enter does nothing. Any other error turns the runtime
 * pass-through: a broken invariant must not cost the program more than the agent's effect.
 */
public final class Hooks {
    private static final WorkerTable WORKERS = HandoffRuntime.WORKERS;

    private Hooks() {}

    private static Worker current() {
        return WORKERS.get(Thread.currentThread());
    }

    static void failed(Throwable cause) {
        if (!(cause instanceof VirtualMachineError)) {
            HandoffRuntime.passThrough("hook failed", cause);
        }
    }

    /** Entry of a call that is known to block: the processor is handed off at once. */
    public static void enterHard(int kind) {
        Worker worker = current();
        if (worker != null) {
            try {
                HandoffRuntime.engine().calls.enterHard(worker, kind);
            } catch (Throwable e) {
                failed(e);
            }
        }
    }

    /** Entry of a call that is usually short: the processor stays tied to the worker and may be retaken. */
    public static void enterSoft(int kind) {
        Worker worker = current();
        if (worker != null) {
            try {
                HandoffRuntime.engine().calls.enterSoft(worker, kind);
            } catch (Throwable e) {
                failed(e);
            }
        }
    }

    /** {@link #enterHard} if the channel is in blocking mode. */
    public static void enterHardIf(boolean blocking, int kind) {
        if (blocking) {
            enterHard(kind);
        }
    }

    /** {@link #enterSoft} if the channel is in blocking mode. */
    public static void enterSoftIf(boolean blocking, int kind) {
        if (blocking) {
            enterSoft(kind);
        }
    }

    /**
     * Entry of {@code LockSupport.park}: soft for a lock, which is mostly free again soon, hard for anything else.
     *
     * @param blocker what the thread parks for, or null
     */
    public static void enterPark(Object blocker) {
        Worker worker = current();
        if (worker != null) {
            try {
                enterPark(worker, blocker);
            } catch (Throwable e) {
                failed(e);
            }
        }
    }

    @DontInline
    private static void enterPark(Worker worker, Object blocker) {
        BlockingCalls calls = HandoffRuntime.engine().calls;
        if (blocker instanceof AbstractOwnableSynchronizer && Locks.isLock(blocker)) {
            calls.enterSoft(worker, CallKind.LOCK);
        } else {
            calls.enterHard(worker, CallKind.PARK);
        }
    }

    /**
     * Entry of {@code Object.wait}.
     *
     * @param monitor the object waited on
     */
    public static void enterWait(Object monitor) {
        Worker worker = current();
        if (worker != null) {
            try {
                enterWait(worker, monitor);
            } catch (Throwable e) {
                failed(e);
            }
        }
    }

    @DontInline
    private static void enterWait(Worker worker, Object monitor) {
        if (worker.depth == 0) {
            worker.waitsOn = monitor;
        }
        HandoffRuntime.engine().calls.enterHard(worker, CallKind.WAIT);
    }

    /** End of a call, normal or not. */
    public static void exit() {
        Worker worker = current();
        if (worker != null) {
            try {
                HandoffRuntime.engine().calls.exit(worker);
            } catch (Throwable e) {
                failed(e);
            }
        }
    }

    /** {@link #exit} if the channel is in blocking mode. */
    public static void exitIf(boolean blocking) {
        if (blocking) {
            exit();
        }
    }

    /** Entry of code in which a thread must not be gated: until {@link #exitUngated} the other hooks do nothing. */
    public static void enterUngated() {
        Worker worker = current();
        if (worker != null) {
            BlockingCalls.enterUngated(worker);
        }
    }

    /** End of such code. */
    public static void exitUngated() {
        Worker worker = current();
        if (worker != null) {
            BlockingCalls.exitUngated(worker);
        }
    }

    /**
     * Begin of a pool's worker.
     *
     * @param executor the pool
     * @param workQueue its queue
     * @param firstTask the task it begins with, or null
     */
    public static void workerBegin(Object executor, BlockingQueue<?> workQueue, Object firstTask) {
        Engine engine = HandoffRuntime.engine();
        Worker before = current();
        if (engine == null || (before != null && !PlainThreads.owns(before))) {
            return;
        }
        try {
            engine.threads.ends(before);
            Thread thread = Thread.currentThread();
            Pool pool = engine.poolFor(executor, workQueue, thread);
            if (pool != null) {
                engine.boundary.workerBegin(new Worker(thread, pool), firstTask != null);
            }
        } catch (Throwable e) {
            failed(e);
        }
    }

    /** End of a pool's worker. */
    public static void workerEnd(Object executor) {
        Worker worker = current();
        if (worker == null) {
            LateWorkers.ends(executor);
        } else if (worker.pool.isOf(executor)) {
            try {
                HandoffRuntime.engine().boundary.workerEnd(worker);
            } catch (Throwable e) {
                failed(e);
            }
        }
    }

    /** A thread is about to be started. */
    public static void threadStarts(Thread thread) {
        Engine engine = HandoffRuntime.engine();
        if (engine != null) {
            try {
                engine.threads.starts(thread);
            } catch (Throwable e) {
                failed(e);
            }
        }
    }

    /** A thread has been started, or could not be. */
    public static void threadStarted(Thread thread) {
        Engine engine = HandoffRuntime.engine();
        if (engine != null) {
            try {
                engine.threads.started(thread);
            } catch (Throwable e) {
                failed(e);
            }
        }
    }

    /** The calling thread ends. */
    public static void threadEnds() {
        Worker worker = current();
        if (worker != null) {
            try {
                HandoffRuntime.engine().threads.ends(worker);
            } catch (Throwable e) {
                failed(e);
            }
        }
    }

    /** A worker begins to look for a task. */
    public static void fetchBegin(Object executor, BlockingQueue<?> workQueue) {
        Worker worker = current();
        if (worker == null) {
            LateWorkers.comesBy(executor, workQueue);
        } else if (worker.pool.isOf(executor)) {
            try {
                HandoffRuntime.engine().boundary.fetchBegin(worker);
            } catch (Throwable e) {
                failed(e);
            }
        }
    }

    /**
     * A worker has looked for a task.
     *
     * @param task what it found; null if it is to end
     */
    public static void fetchEnd(Object executor, Object task) {
        Worker worker = current();
        if (worker != null && worker.pool.isOf(executor)) {
            try {
                HandoffRuntime.engine().boundary.fetchEnd(worker, task != null);
            } catch (Throwable e) {
                failed(e);
            }
        }
    }

    /** A task has been given to a pool. */
    public static void submitted(Object executor) {
        Engine engine = HandoffRuntime.engine();
        Pool pool = engine == null ? null : engine.pools.get(executor);
        if (pool != null) {
            try {
                engine.growth.consider(pool);
            } catch (Throwable e) {
                failed(e);
            }
        }
    }

    /** The spares of a pool; 0 without a look-up while no pool has any. */
    static int spares(Object executor) {
        Engine engine = HandoffRuntime.engine();
        if (engine == null || engine.sparesInAllPools.get() == 0) {
            return 0;
        }
        Pool pool = engine.pools.get(executor);
        return pool == null ? 0 : pool.spares.get();
    }

    static int plus(int set, int more) {
        return more == 0 ? set : (int) Math.min(Integer.MAX_VALUE, (long) set + more);
    }

    /** The core size that {@code execute} compares the number of workers with. */
    public static int coreSizeForSubmit(int set, Object executor) {
        return plus(set, spares(executor));
    }

    /** The core size that {@code addWorker} compares with: one more for the starter of a spare. */
    public static int coreSizeForAdd(int set, Object executor) {
        Engine engine = HandoffRuntime.engine();
        int size = plus(set, spares(executor));
        return engine == null ? size : engine.spares.limit(size);
    }

    /** The maximum size that {@code addWorker} compares with. */
    public static int maximumSizeForAdd(int set, Object executor) {
        return plus(set, spares(executor));
    }

    /** The core size that {@code getTask} compares with: what was set, so that spares are the ones that time out. */
    public static int coreSizeForFetch(int set, Object executor) {
        Worker worker = current();
        if (worker != null && worker.pool.isOf(executor)) {
            worker.pool.replaceOwn(set);
        }
        return set;
    }

    /** The maximum size that {@code getTask} compares with. */
    public static int maximumSizeForFetch(int set, Object executor) {
        Worker worker = current();
        if (worker == null || !worker.pool.isOf(executor)) {
            return set;
        }
        worker.maximum = set;
        Pool pool = worker.pool;
        return set == 1 && pool.settings.grow() != PoolSettings.Grow.ON
                ? set // made a pool of one meanwhile: one task at a time
                : plus(set, pool.sparesToCome());
    }

    /**
     * How long an idle worker that may leave stays: spares longer than a pool's own keep-alive of 0 would let them, but
     * not if workers of the program's own may leave too.
     *
     * @param setNanos what the program set, in nanoseconds
     * @param coreTimesOut whether the program lets core workers leave
     * @param core the core size that it set
     */
    public static long keepAliveForFetch(long setNanos, boolean coreTimesOut, int core, Object executor) {
        Worker worker = current();
        if (coreTimesOut || worker == null || !worker.pool.isOf(executor)) {
            return setNanos;
        }
        Pool pool = worker.pool;
        int spares = pool.sparesToCome();
        return spares == 0 || pool.threads() - spares > core
                ? setNanos
                : Math.max(setNanos, Growth.SPARE_KEEP_ALIVE_NANOS);
    }

    /**
     * The number of workers that a program is told, and that counts for the largest number: without spares.
     *
     * @param workers how many there are
     * @param core the core size that the program set
     * @param maximum the maximum size that it set
     */
    public static int poolSize(int workers, int core, int maximum, Object executor) {
        Engine engine = HandoffRuntime.engine();
        Pool pool = engine == null ? null : engine.pools.get(executor);
        return pool == null ? workers : pool.ownWorkers(workers, engine.spares.adding(), core, maximum);
    }

    /** The pool of an executor, null if it is not managed. */
    static Pool poolOf(Object executor) {
        Engine engine = HandoffRuntime.engine();
        return engine == null ? null : engine.pools.get(executor);
    }

    /**
     * The largest number of workers that a program is told.
     *
     * @param largest what the pool has counted when it started workers
     */
    public static int largestPoolSize(int largest, Object executor) {
        Pool pool = poolOf(executor);
        return pool == null ? largest : Math.max(largest, pool.mostOwn());
    }

    /** The number of busy workers that a program is told, of which {@code busy} there are. */
    public static int activeCount(int busy, int core, int maximum, Object executor) {
        Pool pool = poolOf(executor);
        return pool == null ? busy : pool.ownBusy(busy, core, maximum);
    }
}
