// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * The parts of one runtime, put together. {@link HandoffRuntime} holds the one that the hooks use; tests make their own,
 * with their clock and without its threads.
 */
final class Engine implements RuntimeThread.FailureHandler {
    final Scheduler scheduler;
    final Growth growth;
    final BlockingCalls calls;
    final TaskBoundary boundary;
    final Sysmon sysmon;
    final PoolTable pools = new PoolTable();
    final WorkerStats ended = new WorkerStats();
    final SpareStarter spares = new SpareStarter();
    final AtomicInteger sparesInAllPools = new AtomicInteger();
    final long startNanos;
    private final PoolFilter filter;
    final Operations operations;
    final SafePoints safePoints;
    final WorldStop worldStop;
    final Resizer resizer;
    final Exemptions exemptions = new Exemptions();
    private final Housekeeper housekeeper;
    private final PassThrough passThrough;
    private final PassThroughTeller teller;
    private final RuntimeThread housekeeperThread;
    private final RuntimeThread sysmonThread;
    private final RuntimeThread starterThread;

    Engine(
            RuntimeConfig config,
            NanoClock clock,
            PoolFilter filter,
            ThreadProbe probe,
            Sysmon.ThreadStates states,
            RuntimeListener listener,
            IntSupplier cpus) {
        this(config, clock, filter, probe, states, listener, cpus, new WorkerTable());
    }

    Engine(
            RuntimeConfig config,
            NanoClock clock,
            PoolFilter filter,
            ThreadProbe probe,
            Sysmon.ThreadStates states,
            RuntimeListener listener,
            IntSupplier cpus,
            WorkerTable workers) {
        this.filter = filter;
        startNanos = clock.nanoTime();
        scheduler = new Scheduler(config, clock, pools, workers);
        growth = new Growth(scheduler, pools, sparesInAllPools, spares, listener);
        calls = new BlockingCalls(scheduler, growth);
        boundary = new TaskBoundary(scheduler, calls, growth, exemptions, ended);
        sysmon = new Sysmon(scheduler, growth, probe, states);
        operations = new Operations(scheduler, calls);
        safePoints = new SafePoints(scheduler, operations, states);
        worldStop = new WorldStop(scheduler, operations);
        housekeeper = new Housekeeper(scheduler, cpus, listener);
        resizer = new Resizer(scheduler, operations, housekeeper);
        passThrough = new PassThrough(scheduler);
        teller = new PassThroughTeller(listener);
        housekeeperThread = new RuntimeThread("phandoff-housekeeper", housekeeper, clock, this);
        housekeeper.begin(resizer, housekeeperThread);
        sysmonThread = new RuntimeThread("phandoff-sysmon", sysmon, clock, this);
        starterThread = new RuntimeThread("phandoff-starter", growth, clock, this);
        scheduler.setSysmon(sysmonThread);
        growth.setStarter(starterThread);
    }

    void startThreads() {
        sysmonThread.start();
        starterThread.start();
        housekeeperThread.start();
    }

    String passThroughReason() {
        return passThrough.reason();
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
        teller.tell(null, null);
        return true;
    }

    @Override
    public void failed(String thread, Throwable cause) {
        passThrough(thread.concat(" died"), cause);
    }

    /** The pool of an executor if the calling thread is to be managed as its worker, else null. */
    Pool poolFor(Object executor, BlockingQueue<?> queue, Thread worker) {
        if (isVirtual(worker) || isOfJdk(worker) || !filter.manages(worker, executor)) {
            return null;
        }
        Pool pool = pools.get(executor);
        return pool != null ? pool : pools.getOrMake(executor, new MakePool(queue, worker));
    }

    /** {@code Thread.isVirtual()} is not in 17; both classes of virtual threads are known by name. */
    private static boolean isVirtual(Thread thread) {
        String name = thread.getClass().getName();
        return name.equals("java.lang.VirtualThread") || name.startsWith("java.lang.ThreadBuilders$");
    }

    /** Threads that the JDK made for itself (process reapers, cleaners): others wait for them without knowing. */
    private static boolean isOfJdk(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null
                || group.getParent() == null
                || thread.getClass().getName().equals("jdk.internal.misc.InnocuousThread");
    }

    private final class MakePool implements PoolTable.Maker {
        private final BlockingQueue<?> queue;
        private final Thread worker;

        MakePool(BlockingQueue<?> queue, Thread worker) {
            this.queue = queue;
            this.worker = worker;
        }

        @Override
        public Pool make(Object executor) {
            boolean growable =
                    scheduler.config.grow() && !(executor instanceof ScheduledThreadPoolExecutor) && queue != null;
            return new Pool(poolName(worker.getName()), executor, queue, worker, growable, sparesInAllPools);
        }
    }

    /** A thread's name without the number at its end: {@code http-nio-8080-exec-7} works for {@code http-nio-8080-exec}. */
    static String poolName(String threadName) {
        int end = threadName.length();
        while (end > 0 && Character.isDigit(threadName.charAt(end - 1))) {
            end--;
        }
        while (end > 0 && "-_# ".indexOf(threadName.charAt(end - 1)) >= 0) {
            end--;
        }
        return end == 0 ? threadName : threadName.substring(0, end);
    }
}
