// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * The parts of one runtime, put together. {@link HandoffRuntime} holds the one that the hooks use; tests make their own,
 * with their clock and without its threads.
 */
final class Engine implements RuntimeThread.FailureHandler {
    /** Room that no program counts on to be refused. */
    private static final int UNBOUNDED = 1 << 30;
    /** For one of its threads; the starter may wait a second for a program's thread factory. */
    private static final long END_MILLIS = 2_000;
    /** A worker that meets no hook for so long keeps the values that it has. */
    private static final long FLUSH_NANOS = 1_000_000_000;

    final Scheduler scheduler;
    final Growth growth;
    final BlockingCalls calls;
    final TaskBoundary boundary;
    final PlainThreads threads;
    final Sysmon sysmon;
    final PoolTable pools = new PoolTable();
    final WorkerStats ended = new WorkerStats();
    final SpareStarter spares = new SpareStarter();
    final AtomicInteger sparesInAllPools = new AtomicInteger();
    final long startNanos;
    private final PoolFilter filter;
    private final RuntimeListener listener;
    final Operations operations;
    final SafePoints safePoints;
    final WorldStop worldStop;
    final Resizer resizer;
    final Exemptions exemptions;
    final Stalls stalls;
    /** Who was in a pool's loop before the runtime came; null if nobody, or no longer of interest. */
    volatile LateWorkers late;

    final StarvationWatch watch;
    private final Housekeeper housekeeper;
    private final PassThrough passThrough;
    private final PassThroughTeller teller;
    private final RuntimeThread[] ownThreads;

    Engine(
            RuntimeConfig config,
            NanoClock clock,
            PoolFilter filter,
            ThreadProbe probe,
            Sysmon.ThreadStates states,
            RuntimeListener listener,
            IntSupplier cpus) {
        this(config, clock, filter, probe, states, listener, cpus, new WorkerTable(), new Exemptions());
    }

    Engine(
            RuntimeConfig config,
            NanoClock clock,
            PoolFilter filter,
            ThreadProbe probe,
            Sysmon.ThreadStates states,
            RuntimeListener listener,
            IntSupplier cpus,
            WorkerTable workers,
            Exemptions exemptions) {
        this.filter = filter;
        this.exemptions = exemptions;
        this.listener = listener;
        startNanos = clock.nanoTime();
        scheduler = new Scheduler(config, clock, pools, workers);
        stalls = new Stalls(states, Runtime.version().feature());
        watch = new StarvationWatch(scheduler, pools, states, stalls);
        growth = new Growth(scheduler, pools, sparesInAllPools, listener, watch, probe);
        calls = new BlockingCalls(scheduler, growth);
        boundary = new TaskBoundary(scheduler, calls, growth, exemptions, probe, ended);
        threads = new PlainThreads(filter, scheduler, pools, boundary, sparesInAllPools);
        sysmon = new Sysmon(scheduler, growth, probe, states, stalls);
        operations = new Operations(scheduler, calls);
        safePoints = new SafePoints(scheduler, operations, states);
        worldStop = new WorldStop(scheduler, operations);
        housekeeper = new Housekeeper(scheduler, cpus, listener, stalls);
        resizer = new Resizer(scheduler, operations, housekeeper);
        passThrough = new PassThrough(scheduler);
        teller = new PassThroughTeller(listener);
        RuntimeThread housekeeperThread = new RuntimeThread("phandoff-housekeeper", housekeeper, clock, this);
        housekeeper.begin(resizer, housekeeperThread);
        stalls.setSampler(housekeeperThread);
        RuntimeThread sysmonThread = new RuntimeThread("phandoff-sysmon", sysmon, clock, this);
        RuntimeThread starterThread = new RuntimeThread("phandoff-starter", growth, clock, this);
        ownThreads = new RuntimeThread[] {sysmonThread, starterThread, housekeeperThread};
        scheduler.setSysmon(sysmonThread);
        growth.setStarter(starterThread);
    }

    void startThreads() {
        for (RuntimeThread thread : ownThreads) {
            thread.start();
        }
    }

    /**
     * Ends its influence for good, and its threads: all who wait are let go, nobody is gated or added any more. Hooks may
     * still be called.
     */
    EndReport end() {
        late = null;
        passThrough.begin("stopped", true);
        for (RuntimeThread thread : ownThreads) {
            thread.end();
        }
        boolean interrupted = false;
        for (RuntimeThread thread : ownThreads) {
            try {
                thread.awaitEnd(END_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true; // the caller's
            }
        }
        int unflushed = 0;
        try {
            unflushed = new LastFlush(scheduler.workers, scheduler.clock).await(FLUSH_NANOS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return new EndReport(unflushed, liveThreads());
    }

    /** Its own threads that run, or have not ended yet. */
    int liveThreads() {
        int live = 0;
        for (RuntimeThread thread : ownThreads) {
            live += thread.isAlive() ? 1 : 0;
        }
        return live;
    }

    /**
     * Forgets the workers; what pools were told of those that are blocked is taken back, and who was exempt is so again if the
     * runtime is started again. After {@link #end}.
     */
    void forgetWorkers() {
        for (Worker worker : scheduler.workers.close()) {
            if (worker.exempt != 0) {
                exemptions.add(worker.thread, worker.exempt);
            }
            if (worker.compensation != null) {
                worker.compensation.ended();
            }
            worker.wait.signal();
        }
        for (Pool pool : pools.all()) {
            Object executor = pool.executor();
            int left = pool.spares.get();
            if (executor != null && left > 0) {
                Surplus.add(executor, left);
            }
        }
    }

    String passThroughReason() {
        return passThrough.reason();
    }

    Mode mode() {
        return passThrough.mode();
    }

    void setMode(Mode mode) {
        boolean changes = mode != passThrough.mode();
        passThrough.setMode(mode);
        growth.resumed();
        if (changes) {
            listener.modeChanged(mode);
        }
    }

    void localFlushFailed(Throwable cause) {
        housekeeper.flushFailed(cause);
    }

    /** Any thread: fails open, for good. The first reason is the one that is told. */
    void passThrough(String reason, Throwable cause) {
        tellPassThrough(passThrough.begin(reason, true), reason, cause);
    }

    /** Any thread: as somebody wishes, until {@link #resume}. The generation, more than 0. */
    long passThroughAsAsked(String reason) {
        long generation = passThrough.begin(reason, false);
        tellPassThrough(generation, reason, null);
        return Math.abs(generation);
    }

    private void tellPassThrough(long generation, String reason, Throwable cause) {
        if (generation > 0) {
            teller.tell(reason, cause);
        }
    }

    /** Any thread: ends a pass-through that was asked for; see {@link PassThrough#end}. */
    boolean resume(long generation) {
        if (!passThrough.end(generation)) {
            return false;
        }
        growth.resumed();
        teller.tell(null, null);
        return true;
    }

    @Override
    public void failed(String thread, Throwable cause) {
        passThrough(thread.concat(" died"), cause);
    }

    /** The pool of an executor if the calling thread is to be managed as its worker, else null. */
    Pool poolFor(Object executor, BlockingQueue<?> queue, Thread worker) {
        if (NeverGated.is(worker) || JdkPools.owns(executor) || !filter.manages(worker, executor)) {
            return null;
        }
        Pool pool = pools.get(executor);
        if (pool != null) {
            return pool;
        }
        LateWorkers before = late;
        int old = before == null ? Pool.UNKNOWN : before.ofPool(executor, worker);
        return pools.getOrMake(
                executor, new MakePool(driver(executor, queue), isBounded(executor, queue), worker, old));
    }

    /** A pool without a queue starts a thread for each task by itself. */
    private PoolDriver driver(Object executor, BlockingQueue<?> queue) {
        if (executor instanceof HookedPool hooked) {
            return new HookedPoolDriver(hooked, spares);
        }
        if (executor instanceof ForkJoinPool pool) {
            return new ForkJoinDriver(pool, scheduler);
        }
        LoadedPool loaded = queue == null ? LoadedPool.of(executor) : null;
        if (loaded != null) {
            return new LoadedPoolDriver(executor, loaded, spares);
        }
        return queue == null || queue instanceof SynchronousQueue ? PoolDriver.NONE : new QueueDriver(queue, spares);
    }

    /**
     * A bounded queue is a limit that the program has set: a spare that takes a task out of it makes room for one more, which the
     * pool would otherwise have refused.
     */
    private static boolean isBounded(Object executor, BlockingQueue<?> queue) {
        try {
            if (executor instanceof HookedPool hooked) {
                return hooked.phandoffQueueLimit() < UNBOUNDED;
            }
            LoadedPool loaded = queue == null ? LoadedPool.of(executor) : null;
            if (loaded != null) {
                return loaded.queueLimit(executor) < UNBOUNDED;
            }
            return queue != null && queue.remainingCapacity() < UNBOUNDED;
        } catch (RuntimeException e) {
            return true; // of the program, and nobody to be asked
        }
    }

    private final class MakePool implements PoolTable.Maker {
        private final PoolDriver driver;
        private final boolean bounded;
        private final Thread worker;
        private final int old;

        MakePool(PoolDriver driver, boolean bounded, Thread worker, int old) {
            this.driver = driver;
            this.bounded = bounded;
            this.worker = worker;
            this.old = old;
        }

        @Override
        public Pool make(Object executor) {
            PoolSettings settings = filter.settings(worker, executor, PoolSettings.of(scheduler.config));
            Pool made = new Pool(
                    PoolFilter.poolName(worker.getName()),
                    executor,
                    driver,
                    settings,
                    worker,
                    driver != PoolDriver.NONE && mayGrow(settings.grow(), executor),
                    sparesInAllPools);
            made.setOld(old); // before another worker can come by
            return made;
        }

        private boolean mayGrow(PoolSettings.Grow grow, Object executor) {
            return grow == PoolSettings.Grow.ON
                    || (grow == PoolSettings.Grow.AUTO
                            && !bounded
                            && !(executor instanceof ScheduledThreadPoolExecutor));
        }
    }
}
