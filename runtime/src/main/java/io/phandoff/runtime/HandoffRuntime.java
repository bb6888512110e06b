// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * The life of the runtime in this JVM: start, pass-through, statistics.
 *
 * <p>There is one runtime a JVM. It is started once, before the first class is rewritten, and never ends; what can end is
 * its influence, by {@link #passThrough}. All methods may be called by any thread.
 */
public final class HandoffRuntime {
    /** The workers of the running engine: a constant, so that a hook on any other thread loads nothing but this table. */
    static final WorkerTable WORKERS = new WorkerTable();

    private static volatile Engine engine;
    private static volatile Engine inert;

    private HandoffRuntime() {}

    /** The running engine, null before the start. */
    static Engine engine() {
        return engine;
    }

    /**
     * The running engine; before the start one without threads and without workers, so that a program that uses the API
     * works without the agent too.
     */
    static Engine engineOrInert() {
        Engine current = engine;
        if (current != null) {
            return current;
        }
        synchronized (HandoffRuntime.class) {
            if (inert == null) {
                inert = makeInert();
            }
            return inert;
        }
    }

    private static Engine makeInert() {
        IntSupplier cpus = new CpuCount();
        RuntimeConfig config = new RuntimeConfig(
                Math.max(Housekeeper.MIN_PROCESSORS, cpus.getAsInt()), false, 0, 0, 0, false, 0, 10_000_000, true);
        Nothing nothing = new Nothing();
        return new Engine(config, new NanoClock.OfJvm(), nothing, nothing, new LiveThreadStates(), nothing, cpus);
    }

    /**
     * Starts the runtime and its three daemon threads, and loads what hooks need.
     *
     * @param config what it is to do; never null
     * @param filter which workers it manages; never null
     * @param probe what it may ask of a thread; never null
     * @param listener whom it tells; never null
     * @return false, and nothing happens, if it has been started already
     */
    public static synchronized boolean start(
            RuntimeConfig config, PoolFilter filter, ThreadProbe probe, RuntimeListener listener) {
        if (engine != null) {
            return false;
        }
        Engine made = new Engine(
                config,
                new NanoClock.OfJvm(),
                filter,
                probe,
                new LiveThreadStates(),
                listener,
                new CpuCount(),
                WORKERS);
        WarmUp.run(made);
        made.startThreads();
        engine = made;
        return true;
    }

    /**
     * Fails open, at once and for good: no processor is asked for any more, all waiters are let go, growth stops.
     *
     * @param reason what happened; never null
     * @param cause the error behind it, or null
     */
    public static void passThrough(String reason, Throwable cause) {
        Engine current = engine;
        if (current != null) {
            current.passThrough(reason, cause);
        }
    }

    /**
     * The statistics so far.
     *
     * @return a snapshot; never null
     * @throws IllegalStateException if the runtime has not been started
     */
    public static StatsSnapshot snapshot() {
        Engine current = engine;
        if (current == null) {
            throw new IllegalStateException("runtime is not started");
        }
        return Snapshots.of(current);
    }

    /**
     * Makes the calling thread a managed worker of a pool of its own, which statistics do not show.
     *
     * @param poolName what to call that pool; never null
     * @return false if the runtime has not been started or the thread is managed already
     */
    public static boolean adoptCurrentThread(String poolName) {
        Engine current = engine;
        Thread thread = Thread.currentThread();
        if (current == null || current.scheduler.workers.get(thread) != null) {
            return false;
        }
        Pool pool = new Pool(poolName, null, null, thread, false, new AtomicInteger());
        current.boundary.workerBegin(new Worker(thread, pool), true);
        return true;
    }

    /** Ends what {@link #adoptCurrentThread} began; nothing happens to a thread that was not adopted. */
    public static void releaseCurrentThread() {
        Engine current = engine;
        Worker worker = current == null ? null : current.scheduler.workers.get(Thread.currentThread());
        if (worker != null && !worker.pool.listed) {
            current.boundary.workerEnd(worker);
        }
    }

    /**
     * How many calls of a kind the calling thread has made through hooks.
     *
     * @param kind one of {@link CallKind}
     * @return hard and soft calls together, -1 if the thread is not managed
     */
    public static long calls(int kind) {
        Engine current = engine;
        Worker worker = current == null ? null : current.scheduler.workers.get(Thread.currentThread());
        return worker == null ? -1 : worker.stats.handoffs[kind] + worker.stats.softCalls[kind];
    }

    /** The flush function of a processor-local threw; it must not reach the program's call. */
    static void localFlushFailed(Throwable cause) {
        Engine current = engine;
        if (current != null) {
            current.localFlushFailed(cause);
        }
    }

    /** As many CPUs as the JVM has now; it knows of containers' limits. */
    private static final class CpuCount implements IntSupplier {
        @Override
        public int getAsInt() {
            return Runtime.getRuntime().availableProcessors();
        }
    }

    /** What an engine without an agent knows of threads; it tells nothing of itself. */
    private static final class Nothing implements PoolFilter, ThreadProbe, RuntimeListener {
        @Override
        public boolean manages(Thread worker, Object executor) {
            return false;
        }

        @Override
        public long cpuTimeNanos(Thread thread) {
            return -1;
        }

        @Override
        public boolean inNative(Thread thread) {
            return false;
        }
    }

    /** The JVM's thread states. */
    private static final class LiveThreadStates implements Sysmon.ThreadStates {
        @Override
        public Thread.State of(Thread thread) {
            return thread.getState();
        }
    }
}
