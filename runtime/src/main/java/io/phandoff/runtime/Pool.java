// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.stats.WaitHistogram;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What the runtime knows of one pool.
 *
 * <p><b>Threads.</b> The pool's workers, its submitters, the starter, sysmon and snapshots; nothing here is locked.
 *
 * <p><b>Spares.</b> {@code spares} is how many workers growth has added and not lost again: the pool's limits are read as
 * what the program set plus this, so the pool goes on as if spares did not exist. {@code arriving} is 1 while the
 * starter adds one: from before the pool counts it until {@code spares} does, so that no worker sees a pool above its
 * limit and leaves. Any worker may be the one that leaves; spares differ from the others in number only. The program
 * sees none of them: its getters answer {@link #ownWorkers} and {@link #ownBusy}.
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
    /** Not asked yet how many workers there were. */
    static final int UNKNOWN = -1;

    static final int CALM = 0;
    static final int REQUESTED = 1;
    static final int PRESSED = 2;
    static final int COOLDOWN = 3;

    private static final AtomicLong IDS = new AtomicLong();

    /** Tells apart pools of one name; never used again. */
    final long id = IDS.incrementAndGet();

    final String name;
    final PoolDriver driver;
    final PoolSettings settings;
    final boolean growable;
    /** Whether statistics show it: not the pseudo pool of an adopted thread. */
    final boolean listed;

    /** What a new worker would have got from a submitter, were it not started by us. */
    final Birth.Origin origin;

    final PoolCounts counts = new PoolCounts();
    final BlockTimes blockTimes = new BlockTimes();
    final Experience.Shared learned = new Experience.Shared();
    final Starvation starvation = new Starvation();
    final Gate gate = new Gate();
    final WaitHistogram waits = new WaitHistogram();
    /** Processors that sysmon took from its workers, by cause; sysmon writes. */
    final AtomicLongArray retakes = new AtomicLongArray(Sysmon.CAUSES);

    final AtomicInteger growthState = new AtomicInteger(CALM);
    final AtomicInteger spares = new AtomicInteger();
    final WorkerStats ended = new WorkerStats();

    // all weak: a pool that its program has dropped must go, and with it its class loader
    private final WeakReference<Object> executor;
    private final AtomicInteger sparesInAllPools;
    /** When the starter looks again, in COOLDOWN and PRESSED; starter only, as those below. */
    long nextLook;

    boolean processorSeenIdle;
    int looksStandingStill;
    boolean stuck;
    final SharedWaits.Progress progress = new SharedWaits.Progress();

    int futileLooks;
    /** Looks since somebody was known to be blocked for long that found it pressed; kept when it is calm in between. */
    int looksPressed;

    String cappedBy = "";
    /** Whether it was told that no spare could be made; until one could. */
    boolean failureTold;
    /** How often in a row the pool took no worker, without a reason. */
    int refusals;

    /** Workers that waited for an object that enough others wait for, in its last look; starter only. */
    int sharedWaits;
    /** Workers that have been told to end and are counted still; under the monitor of {@code ended}. */
    private volatile int leaving;
    /** Spares that were added and whose threads do not run yet. */
    private final AtomicInteger unborn = new AtomicInteger();

    /** Workers that were in the pool's loop before the runtime came and have not come by since; see {@link LateWorkers}. */
    private final AtomicInteger old = new AtomicInteger(UNKNOWN);

    private final AtomicInteger mostOwn = new AtomicInteger();
    private volatile boolean grew;
    private volatile int arriving;
    private final AtomicInteger peakThreads = new AtomicInteger();

    Pool(
            String name,
            Object executor,
            PoolDriver driver,
            PoolSettings settings,
            Thread firstWorker,
            boolean growable,
            AtomicInteger sparesInAllPools) {
        this.name = name;
        this.executor = new WeakReference<>(executor);
        this.driver = driver;
        this.settings = settings;
        this.growable = growable;
        listed = executor != null;
        this.sparesInAllPools = sparesInAllPools;
        origin = new Birth.Origin(firstWorker);
    }

    /** The executor, null if it is gone. */
    Object executor() {
        return executor.get();
    }

    boolean isOf(Object candidate) {
        return executor.refersTo(candidate);
    }

    /** The number of its workers, those included that are not managed yet because the runtime came late. */
    int threads() {
        return PoolCounts.threads(counts.word()) + Math.max(0, old.get());
    }

    /**
     * The workers that are to be there: with spares that have been added and do not run yet, without those that are about to end.
     * Less the spares they are the pool's own, but for a few instructions of the starter. Where the pool compensates, spares are no
     * threads.
     */
    int settledThreads() {
        return driver.compensates() ? threads() : Math.max(0, threads() + unborn.get() - arriving - leaving);
    }

    /** Says, once, how many workers there were before the runtime came. */
    void setOld(int workers) {
        old.compareAndSet(UNKNOWN, workers);
    }

    /** One of those is managed from now on, or has ended; never below 0, for the number was taken while the pool ran. */
    void oldWorkerCame() {
        for (int count = old.get(); count > 0 && !old.compareAndSet(count, count - 1); ) {
            count = old.get();
        }
    }

    void workerBegun(boolean hasTask) {
        int threads = counts.workerBegun();
        if (!hasTask) {
            born();
        }
        raise(peakThreads, threads);
    }

    void workerEnded(Worker worker) {
        synchronized (ended) {
            counts.workerEnded();
            if (worker.leaves) {
                leaving--;
            }
            ended.add(worker.stats);
        }
    }

    /** Tasks of workers that have ended. */
    long endedTasks() {
        synchronized (ended) {
            return ended.tasks;
        }
    }

    private void born() {
        int count = unborn.get();
        while (count > 0 && !unborn.compareAndSet(count, count - 1)) {
            count = unborn.get();
        }
    }

    /** Forgets spares that ended without a word: by an uncaught exception, and were not replaced. */
    void trimSpares() {
        while (spares.get() > threads()) {
            spareLeft();
        }
    }

    /**
     * Of a pool that has fewer workers of its own than it is to have, spares take the place: a worker that died was not
     * replaced, because a spare came in between. Own workers are counted as those beyond the spares, so nobody changes.
     */
    void replaceOwn(int core) {
        if (spares.get() > 0
                && unborn.get() == 0
                && ownThreads() < core) { // else no lock: all of the pool's workers come by
            synchronized (ended) {
                while (ownThreads() < core && spareLeft()) {
                    raise(mostOwn, Math.min(core, ownThreads()));
                }
            }
        }
    }

    /**
     * The most workers of its own that it had when a spare took the place of one, for which the pool has started none, or that the
     * program was told of.
     */
    int mostOwn() {
        return mostOwn.get();
    }

    private static void raise(AtomicInteger most, int to) {
        int old = most.get();
        while (to > old && !most.compareAndSet(old, to)) {
            old = most.get();
        }
    }

    /** Own workers, without those that are about to end; exact under the monitor of {@code ended}. */
    private int ownThreads() {
        return threads() - leaving - spares.get();
    }

    /**
     * What the program is told of the number of workers: spares left out, never more than it has set.
     *
     * @param workers how many there are, a spare that is being added among them or not
     * @param adding whether the caller adds a spare
     * @param core the core size that the program has set
     * @param maximum the largest size that it has set
     */
    int ownWorkers(int workers, boolean adding, int core, int maximum) {
        if (!grew || workers == 0) {
            return workers;
        }
        int coming = arriving; // first: it is taken back after the spares are raised
        int own = workers - spares.get();
        if (adding || own > core) {
            own -= coming;
        }
        int told = Math.max(1, Math.min(maximum, own));
        raise(mostOwn, Math.min(told, core)); // beyond it the pool starts none: its queue has no limit
        return told;
    }

    /** What the program is told of the number of busy workers: not more than it has of its own. */
    int ownBusy(int busy, int core, int maximum) {
        return grew ? Math.min(busy, ownWorkers(threads(), false, core, maximum)) : busy;
    }

    /** A worker leaves of its own accord: a spare if there are any, unless the pool has too many of its own. */
    void workerLeaves(Worker worker) {
        synchronized (ended) {
            if (ownThreads() <= worker.maximum) {
                spareLeft();
            }
            worker.leaves = true;
            leaving++;
        }
    }

    int peakThreads() {
        return peakThreads.get();
    }

    int arriving() {
        return arriving;
    }

    /**
     * The spares, the one that is being added among them, whose thread may have begun and done its task before it counts. Never
     * too few: the one is read before the other, which the starter raises first.
     */
    int sparesToCome() {
        int coming = arriving;
        return coming + spares.get();
    }

    /** Starter only. */
    void setArriving(int count) {
        grew = true;
        arriving = count;
        if (count > 0) {
            unborn.getAndIncrement();
        }
    }

    /** Starter only: the one that was arriving will not. */
    void spareFailed() {
        born();
    }

    /** Starter only: a spare has been added. */
    void spareCame() {
        countSpare();
        arriving = 0;
    }

    /** Any thread: a spare has been added by who was given up; {@link #spareFailed} has been told. */
    void spareCameLate() {
        countSpare();
    }

    private void countSpare() {
        sparesInAllPools.getAndIncrement();
        spares.getAndIncrement();
        if (threads() == 0) {
            spareLeft(); // the pool has been shut down meanwhile
        }
    }

    /** If there are spares, one is no more. Whether there were. */
    boolean spareLeft() {
        for (int count = spares.get(); count > 0; count = spares.get()) {
            if (spares.compareAndSet(count, count - 1)) {
                sparesInAllPools.getAndDecrement();
                Recording.shrunk(this);
                return true;
            }
        }
        return false;
    }
}
