// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.stats.WaitCounts;
import io.phandoff.runtime.token.Processor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up what the workers, the pools, the scheduler and sysmon have counted. Any thread; not for hook paths. */
final class Snapshots {
    private Snapshots() {}

    static StatsSnapshot of(Engine engine) {
        return of(engine, true);
    }

    /** With {@code gather} what the processors have counted is fetched from them, which asks something of each. */
    static StatsSnapshot of(Engine engine, boolean gather) {
        Scheduler scheduler = engine.scheduler;
        List<Pool> pools = engine.pools.all();
        Map<Pool, WorkerStats> byPool = new HashMap<>();
        Map<Pool, Integer> inCall = new HashMap<>();
        WorkerStats total = new WorkerStats();
        Map<Pool, Integer> inEvents = new HashMap<>();
        long[] blockedInGone;
        List<Worker> workers;
        synchronized (engine.ended) { // in which a worker leaves the ones for the others
            total.add(engine.ended);
            blockedInGone = total.blockedNanos.clone();
            for (Pool pool : pools) {
                WorkerStats ofPool = statsOf(byPool, pool);
                synchronized (pool.ended) {
                    ofPool.add(pool.ended);
                }
                subtract(blockedInGone, ofPool.blockedNanos);
            }
            workers = scheduler.workers.all();
        }
        for (Worker worker : workers) {
            total.add(worker.stats);
            WorkerStats ofPool = statsOf(byPool, worker.pool);
            ofPool.add(worker.stats);
            addCurrentCall(ofPool, worker, scheduler.clock.nanoTime());
            long old = worker.oldHolding; // 0 while it waits for a processor
            if (old > 0 && WorkerSnapshots.isTied(scheduler, old)) {
                inCall.merge(worker.pool, 1, Integer::sum);
            }
            if (Growth.inEvents(worker)) {
                inEvents.merge(worker.pool, 1, Integer::sum);
            }
        }
        List<PoolSnapshot> snapshots = new ArrayList<>();
        for (Pool pool : pools) {
            snapshots.add(snapshot(
                    pool, statsOf(byPool, pool), inCall.getOrDefault(pool, 0), inEvents.getOrDefault(pool, 0)));
        }
        long[] retakes = new long[Sysmon.CAUSES];
        for (int cause = 0; cause < retakes.length; cause++) {
            retakes[cause] = engine.sysmon.retakes(cause);
        }
        retakes[Sysmon.IN_CALL] += total.takenFromCalls;
        return new StatsSnapshot(
                scheduler.clock.nanoTime() - engine.startNanos,
                scheduler.processors.count(),
                scheduler.processors.idle(),
                scheduler.processors.inCall(),
                scheduler.overcommitted.get(),
                scheduler.waits.starting(),
                scheduler.waits.resuming(),
                workers.size(),
                total.tasks,
                total.handoffs,
                total.softCalls,
                retakes,
                total.overcommittedRuns,
                engine.growth.grown(),
                engine.sparesInAllPools.get(),
                scheduler.workers.peak(),
                total.passedOver,
                engine.sysmon.looks(),
                engine.passThroughReason(),
                engine.mode(),
                engine.stalls.snapshot(),
                List.copyOf(snapshots),
                processors(engine, gather),
                WaitSnapshot.of(engine.pools.waits(), total.acquisitions()),
                blockedInGone);
    }

    /** Not below 0: a worker that ends is counted by its pool first. */
    private static void subtract(long[] from, long[] what) {
        for (int i = 0; i < from.length; i++) {
            from[i] = Math.max(0, from[i] - what[i]);
        }
    }

    /** Some calls never end: accept, a consumer's park. */
    private static void addCurrentCall(WorkerStats stats, Worker worker, long now) {
        if (worker.counted == Worker.BLOCKED) {
            stats.blockedNanos[worker.callKind] += Math.max(0, now - worker.callStart);
        }
    }

    /** Gathers what the processors have counted since the last time, from as many as come by at once. */
    private static List<ProcessorSnapshot> processors(Engine engine, boolean gather) {
        Scheduler scheduler = engine.scheduler;
        if (gather) {
            engine.safePoints.forMost(new Gather(scheduler.counts));
        }
        List<ProcessorSnapshot> snapshots = new ArrayList<>();
        int count = scheduler.processors.count();
        for (int id = 0; id < count; id++) {
            Processor processor = scheduler.processors.get(id);
            long word = processor.state();
            snapshots.add(new ProcessorSnapshot(
                    id,
                    ProcessorSnapshot.STATUSES.get(Processor.status(word)),
                    Processor.tick(word),
                    scheduler.counts.tasks(id),
                    scheduler.counts.handoffs(id)));
        }
        return List.copyOf(snapshots);
    }

    private static final class Gather implements SafePoint.Function {
        private final ProcessorCounts counts;

        Gather(ProcessorCounts counts) {
            this.counts = counts;
        }

        @Override
        public void run(Processor processor) {
            counts.gather(processor.storage());
        }
    }

    private static WorkerStats statsOf(Map<Pool, WorkerStats> byPool, Pool pool) {
        WorkerStats stats = byPool.get(pool);
        if (stats == null) {
            stats = new WorkerStats();
            byPool.put(pool, stats);
        }
        return stats;
    }

    private static PoolSnapshot snapshot(Pool pool, WorkerStats stats, int inCall, int inEvents) {
        long word = pool.counts.word();
        int threads = PoolCounts.threads(word);
        int blocked = PoolCounts.blocked(word);
        int idle = PoolCounts.idle(word);
        int spares = pool.spares.get();
        int queued = pool.driver.isKnown() ? pool.driver.queued() : -1;
        WaitSnapshot waits = WaitSnapshot.of(new WaitCounts().add(pool.waits), stats.acquisitions());
        int settled = pool.settledThreads();
        GrowthLimit limit = GrowthLimit.of(pool, settled, spares);
        return new PoolSnapshot(
                pool.name,
                pool.driver.size(settled, spares),
                threads,
                Math.max(0, threads - blocked - idle),
                blocked,
                idle,
                queued,
                spares,
                pool.peakThreads(),
                stats.tasks,
                waits.p50Nanos(),
                waits.p99Nanos(),
                stats.blockedNanos,
                pool.starvation.snapshot(),
                limit == GrowthLimit.NONE,
                new PoolDetails(
                        pool.id,
                        limit,
                        pool.settings.maxSpares(),
                        queued > 0 && !Growth.idleHelps(pool, word),
                        inCall,
                        inEvents,
                        pool.sharedWaits,
                        retakes(pool),
                        waits));
    }

    private static long[] retakes(Pool pool) {
        long[] retakes = new long[Sysmon.CAUSES];
        for (int cause = 0; cause < retakes.length; cause++) {
            retakes[cause] = pool.retakes.get(cause);
        }
        return retakes;
    }
}
