// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;
import io.phandoff.runtime.token.ProcessorTable;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * The life of the runtime in this JVM: start, pass-through, statistics, end.
 *
 * <p>There is one runtime a JVM at a time. It is started before the first class is rewritten, and ends by {@link #end} and then
 * {@link #forget}, before and after classes are themselves again. All methods may be called by any thread.
 */
public final class HandoffRuntime {
    /** The workers of the running engine: a constant, so that a hook on any other thread loads nothing but this table. */
    static final WorkerTable WORKERS = new WorkerTable();

    /** Of threads, whatever engine there is: a program may have exempted some before an attach. */
    private static final Exemptions EXEMPTIONS = new Exemptions();

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
        return new Engine(
                config,
                new NanoClock.OfJvm(),
                nothing,
                nothing,
                new LiveThreadStates(),
                nothing,
                cpus,
                new WorkerTable(),
                EXEMPTIONS);
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
        WORKERS.open();
        Engine made = new Engine(
                config,
                new NanoClock.OfJvm(),
                filter,
                probe,
                new LiveThreadStates(),
                listener,
                new CpuCount(),
                WORKERS,
                EXEMPTIONS);
        WarmUp.run(made);
        try {
            made.startThreads();
        } catch (Throwable e) { // no more threads, say
            made.end();
            throw e;
        }
        engine = made;
        return true;
    }

    /** Whether it has been started, and not been stopped since. */
    public static boolean isStarted() {
        return engine != null;
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
     * The hooks are in place, in a program that ran before: workers that are in their pools' loops are managed from their next
     * task on.
     */
    public static void adoptOldWorkers() {
        Engine current = engine;
        if (current != null) {
            LateWorkers old = LateWorkers.ofThisJvm();
            current.late = old;
            for (Pool pool : current.pools.all()) { // of which a new worker was faster
                pool.setOld(old.ofPool(pool));
            }
        }
    }

    /**
     * Ends the runtime's influence and its threads; the hooks may be taken out then. Waits a second at most for workers that have
     * values of processor-locals to flush. See {@link #forget}.
     *
     * @return what could not be done; never null
     */
    public static synchronized EndReport end() {
        Engine current = engine;
        return current == null ? new EndReport(0, 0) : current.end();
    }

    /** Forgets all workers and pools, when the hooks are out; the runtime can be started again. After {@link #end}. */
    public static synchronized void forget() {
        Engine current = engine;
        if (current != null) {
            current.forgetWorkers();
            engine = null;
        }
    }

    /**
     * What each managed worker does, and for how long.
     *
     * @param watchNanos how long to watch: who has the same processor all that time is said to hold it for so long
     * @return one for each worker, who waits for a processor first, longest first
     * @throws IllegalStateException if the runtime has not been started
     * @throws InterruptedException if the calling thread is
     */
    public static List<WorkerSnapshot> workers(long watchNanos) throws InterruptedException {
        Engine current = engine;
        if (current == null) {
            throw new IllegalStateException("runtime is not started");
        }
        return WorkerSnapshots.of(current.scheduler, watchNanos);
    }

    /**
     * Changes what the runtime does with the calls that it sees. A pass-through goes on whatever the mode; {@link Mode#ON} holds
     * at the start.
     *
     * @param mode the new mode; never null
     */
    public static void setMode(Mode mode) {
        Engine current = engine;
        if (current != null) {
            current.setMode(mode);
        }
    }

    /**
     * The statistics so far.
     *
     * @return a snapshot; never null
     * @throws IllegalStateException if the runtime has not been started
     */
    public static StatsSnapshot snapshot() {
        return snapshot(true);
    }

    /**
     * The same for who looks often: the counts of single processors are those that the last {@link #snapshot} has gathered.
     *
     * @return a snapshot; never null
     * @throws IllegalStateException if the runtime has not been started
     */
    public static StatsSnapshot glance() {
        return snapshot(false);
    }

    /**
     * What stays the same from one call to the next if no managed worker did anything in between; who looks often need not take
     * a snapshot then. It also differs while somebody runs, and always in a mode other than {@link Mode#ON}.
     *
     * @return a number without further meaning; 0 before the start
     */
    public static long activity() {
        Engine current = engine;
        return current == null ? 0 : Activity.of(current);
    }

    private static StatsSnapshot snapshot(boolean gather) {
        Engine current = engine;
        if (current == null) {
            throw new IllegalStateException("runtime is not started");
        }
        return Snapshots.of(current, gather);
    }

    /**
     * The statuses of the processors right now, as in {@link ProcessorSnapshot#STATUSES}.
     *
     * @param into filled from its begin, as far as it reaches; never null
     * @return how many processors there are, 0 before the start
     */
    public static int statuses(byte[] into) {
        Engine current = engine;
        if (current == null) {
            return 0;
        }
        ProcessorTable processors = current.scheduler.processors;
        int count = processors.count();
        for (int id = 0; id < Math.min(count, into.length); id++) {
            into[id] = (byte) Processor.status(processors.get(id).state());
        }
        return count;
    }

    /**
     * Says whom to tell of single events from now on. Threads that are about to tell the one before may still do so once.
     *
     * @param sink whom, or null: nobody
     */
    public static void setEventSink(EventSink sink) {
        Recording.setSink(sink);
    }

    /**
     * Tells nobody any more, if it is this one who is told now.
     *
     * @param sink who; null: nothing is done
     */
    public static void clearEventSink(EventSink sink) {
        Recording.clearSink(sink);
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
        Pool pool = new Pool(
                poolName,
                null,
                PoolDriver.NONE,
                PoolSettings.of(current.scheduler.config),
                thread,
                false,
                new AtomicInteger());
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

        @Override
        public boolean sleepPunctually(int kernelNumber) {
            return TimerSlack.shorten(kernelNumber);
        }
    }
}
