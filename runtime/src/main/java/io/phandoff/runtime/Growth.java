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
 * in calls of a kind that lasts longer by experience, a processor is idle beyond what over-committed workers use, in two
 * looks (one that is idle for a moment is taken by who comes back from a call), nobody waits for it, and CPUs have been idle as well
 * ({@link CpuRoom}) or the pool stands still: none of its workers ran in {@link #STANDSTILL_LOOKS} looks in a row. Who waits for
 * connections or events is no reason: an event loop is meant to. Who waits for the same object as others: {@link SharedWaits}.
 *
 * <p><b>Threads.</b> Hooks and sysmon call {@link #consider}: a few reads, at most one CAS and one unpark. All else is the
 * starter's, step by step through {@link #runOnce}.
 *
 * <p><b>Invariants.</b> I1: no request is lost: who finds a pool not CALM leaves it to the starter, which looks again
 * after it has made a pool CALM. I2: a pool that cannot grow costs at most one look a cooldown.
 *
 * <p><b>Pools that compensate</b> ({@link PoolDriver#compensates}, {@code ForkJoinPool}): an idle worker does not help while as
 * many as the pool allows count as running, blocked or not; blocked workers that the pool replaces by itself are not
 * counted; and a pool of one grows, for its size promises nothing: it adds workers of its own accord when one joins.
 *
 * <p><b>Rejected.</b> Growing in the thread that blocks (locks it may hold, thread locals and context it would pass on).
 * Growing for each block: calls of 0.2 ms lose 8 to 13 % by it (design, section 5).
 */
final class Growth implements RuntimeThread.Step {
    static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    static final long MIN_LOOK_NANOS = LOOK_AGAIN_NANOS / 4;
    /** In PRESSED only the end of the need is left for a look to find: the first comes after this, the later ones less often. */
    static final long PRESSED_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    static final int MAX_PRESSED_SHIFT = 2;
    static final long FAILED_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Between the two looks that see a processor idle. */
    static final long CONFIRM_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    /** A busy pool's workers are all blocked for a moment, too: with two looks it got a spare each second, for ever. */
    static final int STANDSTILL_LOOKS = 8;
    /** How long a spare stays without a task. */
    static final long SPARE_KEEP_ALIVE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int MAX_BACKOFF_SHIFT = 5;
    /** More than races with submitters, dying workers and shutdown give: 0.2 s. */
    static final int REFUSALS_TO_TELL = 10;

    private final Scheduler scheduler;
    private final PoolTable pools;
    private final RuntimeListener listener;
    private final AtomicLong grown = new AtomicLong();
    private final AtomicInteger sparesInAllPools;
    private final StarvationWatch watch;
    private final SharedWaits shared = new SharedWaits();
    private final CpuRoom cpus;
    private volatile Scheduler.Wakeable starter;
    private volatile boolean pressure;

    Growth(
            Scheduler scheduler,
            PoolTable pools,
            AtomicInteger sparesInAllPools,
            RuntimeListener listener,
            StarvationWatch watch,
            ThreadProbe probe) {
        this.scheduler = scheduler;
        this.pools = pools;
        this.sparesInAllPools = sparesInAllPools;
        this.listener = listener;
        this.watch = watch;
        cpus = new CpuRoom(probe);
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
    @DontInline
    void consider(Pool pool) {
        if (!pool.growable || (scheduler.passThrough() && !scheduler.observing())) {
            return;
        }
        int state = pool.growthState.get();
        if (state == Pool.REQUESTED || state == Pool.COOLDOWN) {
            return;
        }
        long word = pool.counts.word();
        if (idleHelps(pool, word)
                || (state == Pool.PRESSED && PoolCounts.blocked(word) <= pool.spares.get())
                || !pool.driver.mayHaveTasks()) {
            return;
        }
        if (pool.growthState.compareAndSet(state, Pool.REQUESTED)) {
            starter.wake();
        }
    }

    /**
     * Any thread, after something has come into effect again: hooks have asked for no pool meanwhile, and do not for one that is
     * left to the starter, which has slept.
     */
    void resumed() {
        for (Pool pool : pools.all()) {
            consider(pool);
        }
        starter.wake();
    }

    @Override
    public long runOnce(long now) {
        if (scheduler.passThrough()) {
            pressure = false;
            if (scheduler.observing()) {
                return watch.look(now);
            }
            watch.pause();
            return FOREVER;
        }
        watch.pause();
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
        int queued = pool.driver.queued();
        if (!needy(pool, queued)) {
            pool.futileLooks = 0;
            pool.looksStandingStill = 0;
            pool.growthState.set(Pool.CALM);
            if (!needy(pool, pool.driver.queued()) || !pool.growthState.compareAndSet(Pool.CALM, Pool.REQUESTED)) {
                return FOREVER;
            }
        }
        long word = pool.counts.word();
        int spares = pool.spares.get();
        pool.looksStandingStill = running(word) > 0 ? 0 : pool.looksStandingStill + 1;
        int need = needed(pool, workers, spares, now);
        if (GrowthLimit.isOne(pool, pool.threads(), spares)) {
            return rest(pool, now, Pool.COOLDOWN, backoff(pool, LOOK_AGAIN_NANOS));
        }
        if (need <= 0) {
            pool.processorSeenIdle = false;
            return PoolCounts.blocked(word) > spares
                    ? rest(pool, now, Pool.COOLDOWN, backoff(pool, pool.settings.graceNanos()))
                    : rest(pool, now, Pool.PRESSED, pressed(pool));
        }
        pool.looksPressed = 0;
        need = Math.min(need, room(pool, spares));
        int free = scheduler.waits.isEmpty() ? scheduler.processors.idle() - scheduler.overcommitted.get() : 0;
        if (need > 0 && free > 0 && !cpus.look(now) && pool.looksStandingStill < STANDSTILL_LOOKS) {
            if (pool.looksStandingStill > 0) { // one of the tasks that are to come might be waited for
                return rest(pool, now, Pool.COOLDOWN, LOOK_AGAIN_NANOS);
            }
            free = 0;
        }
        if (need <= 0 || free <= 0) {
            pool.processorSeenIdle = false;
            return rest(pool, now, Pool.COOLDOWN, backoff(pool, LOOK_AGAIN_NANOS));
        }
        if (!pool.processorSeenIdle) {
            pool.processorSeenIdle = true;
            return rest(pool, now, Pool.COOLDOWN, CONFIRM_NANOS);
        }
        return start(pool, Math.min(Math.min(need, free), queued), now);
    }

    private static int running(long word) {
        return PoolCounts.threads(word) - PoolCounts.blocked(word) - PoolCounts.idle(word);
    }

    private static boolean needy(Pool pool, int queued) {
        return queued > 0 && !idleHelps(pool, pool.counts.word());
    }

    /** Whether the pool has an idle worker that it will wake for its tasks. */
    static boolean idleHelps(Pool pool, long word) {
        return PoolCounts.idle(word) != 0 && pool.driver.wakesIdle(word, pool.spares.get());
    }

    private int room(Pool pool, int spares) {
        int inPool = pool.settings.maxSpares() - spares;
        int inAll = scheduler.config.growMaxTotal() - sparesInAllPools.get();
        if (inPool <= 0 || inAll <= 0) {
            String cap = inPool <= 0 ? "per-pool" : "total";
            if (!cap.equals(pool.cappedBy)) {
                pool.cappedBy = cap;
                listener.growthCapped(pool.name, cap);
            }
        }
        return Math.min(inPool, inAll);
    }

    private int needed(Pool pool, List<Worker> workers, int spares, long now) {
        if (spares == 0) {
            SharedWaits.forget(pool.progress);
        }
        int blocked = 0;
        long begun = 0;
        shared.begin(scheduler.processors.count());
        for (Worker worker : workers) {
            if (worker.pool == pool) {
                begun += worker.stats.tasks;
                if (blockedLong(worker, now) && shared.justifies(worker)) {
                    blocked++;
                }
            }
        }
        pool.sharedWaits = shared.end();
        pool.stuck = false;
        int need = blocked - pool.sharedWaits - spares; // most of what a spare runs would wait there, too
        if (need > 0 || pool.sharedWaits == 0) {
            return need;
        }
        long ended = begun + pool.endedTasks() - PoolCounts.threads(pool.counts.word()); // nobody is idle
        pool.stuck = SharedWaits.isStuck(pool.progress, ended, now);
        return pool.stuck ? 1 : 0;
    }

    /** Whether a worker waits for connections or events. */
    static boolean inEvents(Worker worker) {
        return worker.counted == Worker.BLOCKED
                && !worker.marked()
                && (worker.callKind == CallKind.SELECT || worker.callKind == CallKind.ACCEPT);
    }

    /** Whether a worker is blocked, for long or in a call that takes long, and its pool does not see to it by itself. */
    static boolean blockedLong(Worker worker, long now) {
        if (worker.compensation != null && worker.compensation.isByPool()) {
            return false;
        }
        long grace = worker.pool.settings.graceNanos();
        int kind = worker.callKind;
        return worker.marked()
                || (worker.counted == Worker.BLOCKED
                        && !inEvents(worker)
                        && (worker.pool.blockTimes.mean(kind) >= grace || now - worker.callStart >= grace));
    }

    private long start(Pool pool, int count, long now) {
        pool.processorSeenIdle = false;
        for (int i = 0; i < count; i++) {
            pool.setArriving(1);
            try {
                if (!pool.driver.startSpare(pool)) {
                    pool.spareFailed();
                    if (pool.driver.hasAskedFactory() && ++pool.refusals == REFUSALS_TO_TELL) {
                        tellFailure(pool, new IllegalStateException("pool takes no worker: factory returns null?"));
                    }
                    return rest(pool, now, Pool.COOLDOWN, backoff(pool, LOOK_AGAIN_NANOS));
                }
                if (!pool.driver.compensates()) {
                    pool.spareCame();
                }
                grown.getAndIncrement();
                Recording.grown(pool);
                if (pool.stuck) {
                    SharedWaits.given(pool.progress, now);
                }
                pool.futileLooks = 0;
                pool.refusals = 0;
                pool.failureTold = false;
            } catch (Throwable e) {
                pool.spareFailed();
                tellFailure(pool, e);
                return rest(pool, now, Pool.COOLDOWN, FAILED_NANOS);
            } finally {
                pool.setArriving(0);
            }
        }
        return rest(pool, now, Pool.PRESSED, LOOK_AGAIN_NANOS);
    }

    private void tellFailure(Pool pool, Throwable cause) {
        if (!pool.failureTold) {
            pool.failureTold = true;
            listener.growthFailed(pool.name, cause);
        }
    }

    private static long backoff(Pool pool, long first) {
        return Math.max(first, MIN_LOOK_NANOS) << Math.min(pool.futileLooks++, MAX_BACKOFF_SHIFT);
    }

    private static long pressed(Pool pool) {
        return PRESSED_NANOS << Math.min(pool.looksPressed++, MAX_PRESSED_SHIFT);
    }

    private static long rest(Pool pool, long now, int state, long nanos) {
        pool.nextLook = now + nanos;
        pool.growthState.set(state);
        return nanos;
    }
}
