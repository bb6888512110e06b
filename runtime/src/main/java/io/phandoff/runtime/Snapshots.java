// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up what the workers, the pools, the scheduler and sysmon have counted. Any thread; not for hook paths. */
final class Snapshots {
    private Snapshots() {}

    static StatsSnapshot of(Engine engine) {
        Scheduler scheduler = engine.scheduler;
        List<Pool> pools = engine.pools.all();
        Map<Pool, WorkerStats> byPool = new HashMap<>();
        WorkerStats total = new WorkerStats();
        synchronized (engine.ended) {
            total.add(engine.ended);
        }
        List<Worker> workers = scheduler.workers.all(); // after the ended ones, so that nobody is counted twice
        for (Worker worker : workers) {
            total.add(worker.stats);
            statsOf(byPool, worker.pool).add(worker.stats);
        }
        List<PoolSnapshot> snapshots = new ArrayList<>();
        for (Pool pool : pools) {
            WorkerStats stats = statsOf(byPool, pool);
            synchronized (pool.ended) {
                stats.add(pool.ended);
            }
            snapshots.add(snapshot(pool, stats));
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
                List.copyOf(snapshots),
                processors(engine));
    }

    /** Gathers what the processors have counted since the last time, from as many as come by at once. */
    private static List<ProcessorSnapshot> processors(Engine engine) {
        Scheduler scheduler = engine.scheduler;
        engine.safePoints.forMost(new Gather(scheduler.counts));
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

    private static PoolSnapshot snapshot(Pool pool, WorkerStats stats) {
        long word = pool.counts.word();
        int threads = PoolCounts.threads(word);
        int blocked = PoolCounts.blocked(word);
        int idle = PoolCounts.idle(word);
        int spares = pool.spares.get();
        long waited = pool.waits.count();
        long notWaited = Math.max(0, stats.acquisitions() - waited);
        return new PoolSnapshot(
                pool.name,
                threads - spares,
                threads,
                Math.max(0, threads - blocked - idle),
                blocked,
                idle,
                pool.hasKnownQueue() ? pool.queued() : -1,
                spares,
                pool.peakThreads(),
                stats.tasks,
                pool.waits.percentile(0.5, notWaited),
                pool.waits.percentile(0.99, notWaited),
                pool.growable && threads - spares > 1);
    }
}
