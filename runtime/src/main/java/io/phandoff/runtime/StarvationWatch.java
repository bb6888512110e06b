// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * In observe mode, in place of growth: how long pools are starved, by which calls, and what spares would have given.
 *
 * <p>A pool is <em>short</em> of workers while tasks are queued and no worker is idle; it is <em>starved</em> if besides some are
 * blocked and processors are unused: then spares would help. While some pool is short the starter's thread looks every
 * {@link #LOOK_NANOS}, and once more when none is: hooks wake it only for a pool that was calm, and one may be short many
 * times a millisecond. Else it sleeps. How long workers ran between two looks is exact, by the times that their calls
 * took; who is blocked in what is as seen at the look. A pool that is short at only one of two looks counts for half of the
 * time between.
 *
 * <p><b>What growing would have given.</b> Had the unused processors run this pool's tasks as well, its tasks would have been
 * {@code 1 + unused/ran} times as many, but no more than if all that were queued had been begun at once:
 * {@code 1 + queued/workers}. Each pool for itself: two starved pools would have shared what was unused.
 *
 * <p><b>Threads.</b> The starter's. {@link Starvation} is read by others. {@code Worker.awaySeen} is its own.
 *
 * <p><b>Rejected.</b> Counting at each hook: to know that processors are unused takes a sum over all pools. Sampling who runs:
 * a task of 100 us in 10 ms is seen in one look of a hundred.
 */
final class StarvationWatch {
    static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Scheduler scheduler;
    private final PoolTable pools;
    private final Sysmon.ThreadStates states;
    private final Stalls stalls;
    private long lastLook;
    private boolean looking;

    StarvationWatch(Scheduler scheduler, PoolTable pools, Sysmon.ThreadStates states, Stalls stalls) {
        this.scheduler = scheduler;
        this.pools = pools;
        this.states = states;
        this.stalls = stalls;
    }

    /** What was seen is no base for the next look. */
    void pause() {
        looking = false;
    }

    /** One look; how long until the next, {@link RuntimeThread.Step#FOREVER} if no pool is short of workers. */
    long look(long now) {
        long elapsed = looking ? now - lastLook : 0;
        if (looking && elapsed < LOOK_NANOS / 2) {
            return LOOK_NANOS - elapsed; // woken for another pool, which can wait for its first look
        }
        List<Pool> all = pools.all();
        List<Worker> workers = scheduler.workers.all();
        long ran = 0;
        for (Worker worker : workers) {
            long its = ranSince(worker, now, elapsed);
            worker.pool.starvation.ranSinceLook += its;
            ran += its;
        }
        long unused = Math.max(0, scheduler.processors.count() * elapsed - ran);
        boolean anyShort = false;
        for (Pool pool : all) {
            anyShort |= look(pool, workers, elapsed, unused);
        }
        lastLook = now;
        looking = anyShort;
        return anyShort ? LOOK_NANOS : RuntimeThread.Step.FOREVER;
    }

    private boolean look(Pool pool, List<Worker> workers, long elapsed, long unused) {
        Starvation starvation = pool.starvation;
        int queued = pool.driver.queued();
        boolean was = starvation.isShort();
        boolean is = isShort(pool, queued);
        if (is) {
            starvation.looksInVain = 0;
        } else if (pool.growthState.get() != Pool.CALM && ++starvation.looksInVain > 1) {
            starvation.looksInVain = 0;
            pool.growthState.set(Pool.CALM);
            queued = pool.driver.queued();
            is = isShort(pool, queued) && pool.growthState.compareAndSet(Pool.CALM, Pool.REQUESTED);
        }
        if (elapsed > 0 && (was || is)) {
            long shortFor = was && is ? elapsed : elapsed / 2;
            boolean starved =
                    unused >= elapsed / 2 && (is ? attribute(pool, workers, shortFor) : starvation.wasBlocked);
            starvation.looked(shortFor, starved ? shortFor : 0, starved ? unused : 0, queued, pool);
        }
        starvation.wasBlocked = is && hasBlocked(pool);
        starvation.setShort(is);
        starvation.ranSinceLook = 0;
        return is || starvation.looksInVain > 0;
    }

    /** A pool of one is never short: its size means something; one that compensates by itself sets no limit by it. */
    private static boolean isShort(Pool pool, int queued) {
        long word = pool.counts.word();
        return pool.growable
                && queued > 0
                && !Growth.idleHelps(pool, word)
                && (pool.threads() > 1 || pool.driver.compensates());
    }

    private static boolean hasBlocked(Pool pool) {
        return PoolCounts.blocked(pool.counts.word()) > 0;
    }

    /** How long a worker ran since the last look; one that is at a monitor, or in a call that no hook caught, did not. */
    private long ranSince(Worker worker, long now, long elapsed) {
        boolean inCall = worker.depth > worker.ungated && worker.handedOff;
        long away = worker.awayNanos + (inCall ? Math.max(0, now - worker.callStart) : 0);
        long seen = worker.awaySeen;
        worker.awaySeen = away;
        if (seen < 0 || (!inCall && states.of(worker.thread) != Thread.State.RUNNABLE)) {
            return 0;
        }
        return Math.max(0, Math.min(elapsed, elapsed - (away - seen)));
    }

    /** Books the time on the calls that the pool's workers are in; false if none of them is blocked. */
    private boolean attribute(Pool pool, List<Worker> workers, long elapsed) {
        boolean blocked = false;
        for (Worker worker : workers) {
            if (worker.pool != pool) {
                continue;
            }
            Thread.State state =
                    states.of(worker.thread); // before: who is blocked by now may have entered a call since
            int by = worker.counted == Worker.BLOCKED ? worker.callKind : unseenCall(worker, state);
            if (by >= 0) {
                pool.starvation.blockedBy(by, elapsed);
                blocked = true;
            }
        }
        return blocked;
    }

    /** How a worker that is in no call is blocked all the same, -1 if it is not. */
    private int unseenCall(Worker worker, Thread.State state) {
        if (worker.depth != 0) {
            return -1; // on its way into a call or out of it
        }
        return switch (state) {
            case BLOCKED -> {
                stalls.offer(worker, Sysmon.MONITOR);
                yield Starvation.BY_MONITOR;
            }
            case WAITING, TIMED_WAITING -> {
                stalls.offer(worker, Sysmon.WAITING);
                yield Starvation.BY_UNSEEN_CALL;
            }
            default -> -1;
        };
    }
}
