// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The runtime of this JVM with many workers that are blocked in a call, and all processors but one held by others. None
 * of them has a thread that runs: what they cost is what the runtime does because they are there. Strict, with slices so long
 * that nothing ends them.
 *
 * <p>In the runtime's package, for it makes workers of threads that are not the calling one, and takes sysmon's steps itself.
 */
public final class Crowd {

    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int SPARES = 4;

    private final Engine engine;
    private final Pool pool;
    private final Object executor = new Object();
    private final TaskQueued tasks = new TaskQueued();
    private final List<Worker> holders = new ArrayList<>();
    private long now = System.nanoTime();

    private Crowd(Engine engine) {
        this.engine = engine;
        pool = engine.pools.getOrMake(
                executor,
                key -> new Pool(
                        "crowd",
                        key,
                        tasks,
                        PoolSettings.of(engine.scheduler.config),
                        Thread.currentThread(),
                        true,
                        engine.sparesInAllPools));
    }

    /**
     * Starts the runtime.
     *
     * @param blocked how many workers are blocked
     * @param processors how many there are; one of them is left idle
     */
    public static Crowd start(int blocked, int processors) {
        RuntimeConfig config = new RuntimeConfig(
                processors, false, SPARES, SPARES, TimeUnit.MICROSECONDS.toNanos(500), true, 0, SLICE_NANOS, false);
        if (!HandoffRuntime.start(config, (worker, of) -> false, new AlwaysBusy(), new RuntimeListener() {})) {
            throw new IllegalStateException("the runtime has been started already");
        }
        Crowd crowd = new Crowd(HandoffRuntime.engine());
        for (int i = 0; i < blocked; i++) {
            crowd.engine.calls.enterHard(crowd.begin(), CallKind.SOCKET_READ);
        }
        for (int i = 0; i < processors - 1; i++) {
            crowd.holders.add(crowd.begin());
        }
        return crowd;
    }

    private Worker begin() {
        Worker worker = new Worker(new Thread("crowd"), pool);
        engine.boundary.workerBegin(worker, true);
        return worker;
    }

    /** Fails if the runtime has, or if it has lost somebody. */
    public void check(int blocked) {
        String reason = engine.passThroughReason();
        int counted = PoolCounts.blocked(pool.counts.word());
        if (reason != null || counted != blocked) {
            throw new IllegalStateException("not as it should be: blocked=" + counted + ", pass-through=" + reason);
        }
    }

    /** The time of each of some looks of sysmon, all processors and one over-committed worker looked at in each. */
    public void looks(long[] nanos) {
        Worker last = begin();
        Worker beyond = new Worker(new Thread("crowd"), pool);
        engine.scheduler.workers.add(beyond);
        pool.workerBegun(true);
        engine.scheduler.overcommit(beyond);
        engine.scheduler.waits.begin(pool, true); // somebody waits, and sysmon's own thread is not woken
        for (int i = 0; i < nanos.length; i++) {
            now += SLICE_NANOS;
            last.takes++; // a slice is of one holding
            holders.forEach(holder -> holder.takes++);
            long begin = System.nanoTime();
            engine.sysmon.runOnce(now);
            nanos[i] = System.nanoTime() - begin;
        }
        engine.scheduler.waits.end(pool, true);
        engine.boundary.workerEnd(beyond);
        engine.boundary.workerEnd(last);
    }

    /** The time of each of some looks of growth at the crowd's pool, which has a task and no processor. */
    public void growthLooks(long[] nanos) {
        Worker last = begin();
        tasks.queued = 1;
        for (int i = 0; i < nanos.length; i++) {
            now += SLICE_NANOS;
            pool.growthState.set(Pool.REQUESTED);
            long begin = System.nanoTime();
            engine.growth.runOnce(now);
            nanos[i] = System.nanoTime() - begin;
        }
        tasks.queued = 0;
        pool.growthState.set(Pool.REQUESTED);
        engine.growth.runOnce(now);
        engine.boundary.workerEnd(last);
    }

    /** What is asked of a thread here shows that it computes. */
    private static final class AlwaysBusy implements ThreadProbe {
        private volatile long used;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // sysmon's step is one thread's at a time
        public long cpuTimeNanos(Thread thread) {
            return used += SLICE_NANOS;
        }

        @Override
        public boolean inNative(Thread thread) {
            return false;
        }
    }

    /** A pool that takes no spare. */
    private static final class TaskQueued extends PoolDriver {
        private volatile int queued;

        @Override
        boolean mayHaveTasks() {
            return queued != 0;
        }

        @Override
        int queued() {
            return queued;
        }

        @Override
        boolean isKnown() {
            return true;
        }

        @Override
        boolean startSpare(Pool of) {
            return false;
        }
    }
}
