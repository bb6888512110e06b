// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;

/**
 * The workers that wait for a processor: those in the middle of a task ("resuming"), in one queue, and those that look
 * for one ("starting"), in a queue a pool.
 *
 * <p><b>Order.</b> Resuming goes first, for it may hold the program's locks; one poll in 61 asks the starting queues first
 * (Go's number, schedule()), so neither starves. Each queue is first in, first out; pools take turns, so that a pool
 * with hundreds of workers does not keep a small one out.
 *
 * <p><b>Threads.</b> Workers add themselves; whoever frees a processor polls, sysmon too. Polling is relaxed: an entry
 * whose thread was descheduled in the middle of adding it is skipped rather than waited for; that thread looks for an
 * idle processor once it has been added, so nothing is lost.
 *
 * <p><b>Memory modes.</b> The counts: volatile read, atomic add, raised before the entry is added and before the waiter's
 * last look for an idle processor; a releaser publishes IDLE first and reads the count second (Dekker). The entry: JCTools
 * publishes it with a release write, so a full fence stands between it and the last look.
 */
final class WaitQueues {
    static final int STARTING_FIRST = 61;
    private static final int CAPACITY = 1 << 13;
    /** Where workers in the middle of a task wait hardly ever. To fill a queue's slots is a part of the start. */
    private static final int SMALL_CAPACITY = 1 << 8;

    private final MpmcVarHandleArrayQueue<Waiter> resumingQueue;
    private final AtomicInteger starting = new AtomicInteger();
    private final AtomicInteger resuming = new AtomicInteger();
    private final PoolTable pools;
    // racy on purpose: about one in 61, and about in turns, will do
    private int polls;
    private int turn;

    WaitQueues(PoolTable pools, RuntimeConfig config) {
        this.pools = pools;
        boolean resumersWait = config.strict() || config.resumeMaxWaitNanos() > 0;
        this.resumingQueue = new MpmcVarHandleArrayQueue<>(resumersWait ? CAPACITY : SMALL_CAPACITY);
    }

    PoolTable pools() {
        return pools;
    }

    boolean isEmpty() {
        return starting.get() == 0 && resuming.get() == 0;
    }

    int starting() {
        return starting.get();
    }

    int resuming() {
        return resuming.get();
    }

    void begin(Pool pool, boolean resumes) {
        if (resumes) {
            resuming.getAndIncrement();
        } else {
            pool.gate.begin();
            starting.getAndIncrement();
        }
    }

    void end(Pool pool, boolean resumes) {
        if (resumes) {
            resuming.getAndDecrement();
        } else {
            starting.getAndDecrement();
            pool.gate.end();
        }
    }

    /** Adds a worker whose wait has begun; false if the queue is full and it must not sleep. */
    boolean add(Worker worker, boolean resumes) {
        Waiter waiter = resumes ? worker.resuming : worker.starting;
        if (waiter.queued() || !waiter.casQueued(false, true)) {
            return true;
        }
        if ((resumes ? resumingQueue : worker.pool.gate.queue).offer(waiter)) {
            VarHandle.fullFence(); // offer ends with a release write, which may pass the last look
            return true;
        }
        waiter.clearQueued();
        return false;
    }

    /**
     * Takes the next entry; its worker may have stopped waiting.
     *
     * @param startersToo whether a worker that has no task yet may be taken
     * @return null if there is none to be had at once
     */
    Worker poll(boolean startersToo) {
        boolean startersFirst = startersToo && ++polls % STARTING_FIRST == 0;
        Worker worker = startersFirst ? pollStarting() : poll(resumingQueue);
        if (worker == null && startersToo) {
            worker = startersFirst ? poll(resumingQueue) : pollStarting();
        }
        return worker;
    }

    private Worker pollStarting() {
        if (starting.get() == 0) {
            return null;
        }
        Pool[] table = pools.table();
        int first = turn++;
        for (int i = 0; i < table.length; i++) {
            Pool pool = table[(first + i) & (table.length - 1)];
            Worker worker = pool == null || pool.gate.waiting() == 0 ? null : poll(pool.gate.queue);
            if (worker != null) {
                return worker;
            }
        }
        return null;
    }

    /** Takes the next entry whose worker has not ended. */
    static Worker poll(MpmcVarHandleArrayQueue<Waiter> queue) {
        for (Waiter waiter = queue.relaxedPoll(); waiter != null; waiter = queue.relaxedPoll()) {
            waiter.clearQueued();
            Worker worker = waiter.worker();
            if (worker != null) {
                return worker;
            }
        }
        return null;
    }
}
