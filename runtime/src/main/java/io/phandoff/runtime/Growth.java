// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides when a pool gets a spare worker.
 *
 * <p><b>Rule.</b> A pool's size limits its workers that are not blocked. A spare is started when tasks are queued, no
 * worker is idle, more workers are blocked than there are spares, those are blocked for longer than the grace time or
 * in calls of a kind that lasts longer by experience, a processor is idle beyond what over-committed workers use, and
 * nobody waits for it.
 *
 * <p><b>Threads.</b> Hooks and sysmon call {@link #consider}: a few reads, at most one CAS and one unpark. All else is the
 * starter's, step by step through {@link #runOnce}.
 *
 * <p><b>Invariants.</b> I1: no request is lost: who finds a pool not CALM leaves it to the starter, which looks again
 * after it has made a pool CALM. I2: a pool that cannot grow costs at most one look a cooldown.
 *
 * <p><b>Rejected.</b> Growing in the thread that blocks (locks it may hold, thread locals and context it would pass on).
 * Growing for each block: calls of 0.2 ms lose 8 to 13 % by it (design, section 5).
 */
final class Growth implements RuntimeThread.Step {
    static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    static final long MIN_LOOK_NANOS = LOOK_AGAIN_NANOS / 4;
    static final long PRESSED_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    static final long FAILED_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How long a spare stays without a task. */
    static final long SPARE_KEEP_ALIVE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int MAX_BACKOFF_SHIFT = 5;

    private final Scheduler scheduler;
    private final PoolTable pools;
    private final SpareFactory factory;
    private final RuntimeListener listener;
    private final AtomicLong grown = new AtomicLong();
    private final AtomicInteger sparesInAllPools;
    private volatile Scheduler.Wakeable starter;
    private volatile boolean pressure;

    /** Adds a worker to a pool. */
    interface SpareFactory {
        /** Starts one worker; false if the pool does not take one. */
        boolean start(Pool pool) throws Throwable;
    }

    Growth(
            Scheduler scheduler,
            PoolTable pools,
            AtomicInteger sparesInAllPools,
            SpareFactory factory,
            RuntimeListener listener) {
        this.scheduler = scheduler;
        this.pools = pools;
        this.sparesInAllPools = sparesInAllPools;
        this.factory = factory;
        this.listener = listener;
    }

    /** Says whom to wake; before the first hook. */
    void setStarter(Scheduler.Wakeable starter) {
        this.starter = starter;
    }

    long grown() {
        return grown.get();
    }

    /** Whether some pool has more work than workers, so that sysmon must find out who is blocked. */
    boolean pressure() {
        return pressure;
    }

    /** Any thread, after something that may have starved the pool. */
    void consider(Pool pool) {
        if (!pool.growable || scheduler.passThrough()) {
            return;
        }
        int state = pool.growthState.get();
        if (state == Pool.REQUESTED || state == Pool.COOLDOWN) {
            return;
        }
        long word = pool.counts.word();
        if (PoolCounts.idle(word) != 0
                || (state == Pool.PRESSED && PoolCounts.blocked(word) <= pool.spares.get())
                || !pool.mayHaveTasks()) {
            return;
        }
        if (pool.growthState.compareAndSet(state, Pool.REQUESTED)) {
            starter.wake();
        }
    }

    @Override
    public long runOnce(long now) {
        if (scheduler.passThrough()) {
            pressure = false;
            return FOREVER;
        }
        long delay = FOREVER;
        boolean pressed = false;
        List<Worker> workers = null;
        for (Pool pool : pools.all()) {
            int state = pool.growthState.get();
            if (state == Pool.CALM) {
                continue;
            }
            if (state != Pool.REQUESTED && now - pool.nextLook < 0) {
                delay = Math.min(delay, pool.nextLook - now);
                pressed = true;
                continue;
            }
            pool.growthState.set(Pool.REQUESTED);
            workers = workers == null ? scheduler.workers.all() : workers;
            long next = look(pool, workers, now);
            pressed |= next != FOREVER;
            delay = Math.min(delay, next);
        }
        boolean begins = pressed && !pressure;
        pressure = pressed;
        if (begins) {
            scheduler.wakeSysmon();
        }
        return delay;
    }

    /** Looks at one pool; how long until the next look, FOREVER if it has become calm. */
    private long look(Pool pool, List<Worker> workers, long now) {
        int queued = pool.queued();
        if (!needy(pool, queued)) {
            pool.futileLooks = 0;
            pool.growthState.set(Pool.CALM);
            if (!needy(pool, pool.queued()) || !pool.growthState.compareAndSet(Pool.CALM, Pool.REQUESTED)) {
                return FOREVER;
            }
        }
        long word = pool.counts.word();
        int spares = pool.spares.get();
        int need = blockedLong(pool, workers, now) - spares;
        if (PoolCounts.threads(word) - spares < 2) {
            return rest(
                    pool,
                    now,
                    Pool.COOLDOWN,
                    backoff(pool, LOOK_AGAIN_NANOS)); // a pool of one: its size means something
        }
        if (need <= 0) {
            return PoolCounts.blocked(word) > spares
                    ? rest(pool, now, Pool.COOLDOWN, backoff(pool, scheduler.config.growGraceNanos()))
                    : rest(pool, now, Pool.PRESSED, PRESSED_NANOS);
        }
        need = Math.min(need, room(pool, spares));
        int free = scheduler.waits.isEmpty() ? scheduler.processors.idle() - scheduler.overcommitted.get() : 0;
        if (need <= 0 || free <= 0) {
            return rest(pool, now, Pool.COOLDOWN, backoff(pool, LOOK_AGAIN_NANOS));
        }
        return start(pool, Math.min(Math.min(need, free), queued), now);
    }

    private static boolean needy(Pool pool, int queued) {
        return queued > 0 && PoolCounts.idle(pool.counts.word()) == 0;
    }

    private int room(Pool pool, int spares) {
        RuntimeConfig config = scheduler.config;
        int inPool = config.growMaxPerPool() - spares;
        int inAll = config.growMaxTotal() - sparesInAllPools.get();
        if (inPool <= 0 || inAll <= 0) {
            String cap = inPool <= 0 ? "per-pool" : "total";
            if (!cap.equals(pool.cappedBy)) {
                pool.cappedBy = cap;
                listener.growthCapped(pool.name, cap);
            }
        }
        return Math.min(inPool, inAll);
    }

    private int blockedLong(Pool pool, List<Worker> workers, long now) {
        long grace = scheduler.config.growGraceNanos();
        int blocked = 0;
        for (Worker worker : workers) {
            if (worker.pool == pool && (worker.marked() || blockedLong(worker, now, grace))) {
                blocked++;
            }
        }
        return blocked;
    }

    private static boolean blockedLong(Worker worker, long now, long grace) {
        return worker.counted == Worker.BLOCKED
                && (worker.pool.blockTimes.mean(worker.callKind) >= grace || now - worker.callStart >= grace);
    }

    private long start(Pool pool, int count, long now) {
        for (int i = 0; i < count; i++) {
            pool.setArriving(1);
            try {
                if (!factory.start(pool)) {
                    return rest(pool, now, Pool.COOLDOWN, backoff(pool, LOOK_AGAIN_NANOS));
                }
                pool.spareCame();
                grown.getAndIncrement();
                pool.futileLooks = 0;
            } catch (Throwable e) {
                listener.growthFailed(pool.name, e);
                return rest(pool, now, Pool.COOLDOWN, FAILED_NANOS);
            } finally {
                pool.setArriving(0);
            }
        }
        return rest(pool, now, Pool.PRESSED, LOOK_AGAIN_NANOS);
    }

    private static long backoff(Pool pool, long first) {
        return Math.max(first, MIN_LOOK_NANOS) << Math.min(pool.futileLooks++, MAX_BACKOFF_SHIFT);
    }

    private static long rest(Pool pool, long now, int state, long nanos) {
        pool.nextLook = now + nanos;
        pool.growthState.set(state);
        return nanos;
    }
}
