// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.stats.WaitHistogram;
import java.lang.ref.WeakReference;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the runtime knows of one pool.
 *
 * <p><b>Threads.</b> The pool's workers, its submitters, the starter, sysmon and snapshots; nothing here is locked.
 *
 * <p><b>Spares.</b> {@code spares} is how many workers growth has added and not lost again: the pool's limits are read as
 * what the program set plus this, so the pool goes on as if spares did not exist. {@code arriving} is 1 while the
 * starter adds one: from before the pool counts it until {@code spares} does, so that no worker sees a pool above its
 * limit and leaves. Any worker may be the one that leaves; spares differ from the others in number only.
 *
 * <p><b>Growth state.</b>
 *
 * <pre>
 * CALM      -> REQUESTED  hook: every worker is busy and tasks are queued
 * PRESSED   -> REQUESTED  hook or sysmon: more workers are blocked than there are spares; the starter's timer
 * COOLDOWN  -> REQUESTED  the starter's timer
 * REQUESTED -> CALM       starter: nothing is queued or somebody is idle
 * REQUESTED -> PRESSED    starter: queued, but nobody is known to be blocked: sysmon looks
 * REQUESTED -> COOLDOWN   starter: no processor free, calls too short, a cap, a failure
 * </pre>
 */
final class Pool {
    static final int CALM = 0;
    static final int REQUESTED = 1;
    static final int PRESSED = 2;
    static final int COOLDOWN = 3;

    final String name;
    final boolean growable;
    /** Whether statistics show it: not the pseudo pool of an adopted thread. */
    final boolean listed;

    final boolean daemonWorkers;
    final PoolCounts counts = new PoolCounts();
    final BlockTimes blockTimes = new BlockTimes();
    final Learned learned = new Learned();
    final Gate gate = new Gate();
    final WaitHistogram waits = new WaitHistogram();
    final AtomicInteger growthState = new AtomicInteger(CALM);
    final AtomicInteger spares = new AtomicInteger();
    final WorkerStats ended = new WorkerStats();

    // all weak: a pool that its program has dropped must go, and with it its queue and class loader
    private final WeakReference<Object> executor;
    private final WeakReference<BlockingQueue<?>> queue;
    private final WeakReference<ClassLoader> contextClassLoader;
    private final boolean linkedQueue;
    private final AtomicInteger sparesInAllPools;
    /** When the starter looks again, in COOLDOWN and PRESSED; starter only, as the two below. */
    long nextLook;

    int futileLooks;
    String cappedBy = "";

    private volatile int arriving;
    private volatile int peakThreads;

    Pool(
            String name,
            Object executor,
            BlockingQueue<?> queue,
            Thread firstWorker,
            boolean growable,
            AtomicInteger sparesInAllPools) {
        this.name = name;
        this.executor = new WeakReference<>(executor);
        this.queue = new WeakReference<>(queue);
        this.growable = growable;
        listed = executor != null;
        this.sparesInAllPools = sparesInAllPools;
        linkedQueue = queue instanceof LinkedBlockingQueue;
        contextClassLoader = new WeakReference<>(firstWorker.getContextClassLoader());
        daemonWorkers = firstWorker.isDaemon();
    }

    /** The executor, null if it is gone. */
    Object executor() {
        return executor.get();
    }

    boolean isOf(Object candidate) {
        return executor.refersTo(candidate);
    }

    /** What a new worker would have got from a submitter, were it not started by us. */
    ClassLoader contextClassLoader() {
        return contextClassLoader.get();
    }

    /** Whether tasks may be queued; exact for linked queues, whose size is a field, else true. For hooks. */
    boolean mayHaveTasks() {
        if (!linkedQueue) {
            return true;
        }
        BlockingQueue<?> tasks = queue.get();
        return tasks != null && !tasks.isEmpty();
    }

    /** The number of queued tasks, for the runtime's own threads; asks the program's queue, which may be anything. */
    int queued() {
        BlockingQueue<?> tasks = queue.get();
        return tasks == null ? 0 : tasks.size();
    }

    /** Whether its queue is one of the JDK's, or a linked one: then asking for its size is safe from any thread. */
    boolean hasKnownQueue() {
        BlockingQueue<?> tasks = queue.get();
        return tasks == null || linkedQueue || tasks.getClass().getName().startsWith("java.util.concurrent.");
    }

    void workerBegun() {
        int threads = counts.workerBegun();
        if (threads > peakThreads) {
            peakThreads = threads; // racy: a missed peak is missed by one
        }
    }

    void workerEnded(Worker worker) {
        counts.workerEnded();
        synchronized (ended) {
            ended.add(worker.stats);
        }
    }

    int peakThreads() {
        return peakThreads;
    }

    int arriving() {
        return arriving;
    }

    /** Starter only. */
    void setArriving(int count) {
        arriving = count;
    }

    /** Starter only: a spare has been added. */
    void spareCame() {
        sparesInAllPools.getAndIncrement();
        spares.getAndIncrement();
    }

    /** A worker leaves of its own accord: if there are spares, it is one of them. */
    void spareLeft() {
        for (int count = spares.get(); count > 0; count = spares.get()) {
            if (spares.compareAndSet(count, count - 1)) {
                sparesInAllPools.getAndDecrement();
                return;
            }
        }
    }
}
