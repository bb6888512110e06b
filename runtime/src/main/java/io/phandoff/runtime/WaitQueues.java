// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;

/**
 * The workers that wait for a processor: those in the middle of a task ("resuming") and those that look for one
 * ("starting").
 *
 * <p><b>Order.</b> Resuming goes first, for it may hold the program's locks; one poll in 61 asks the starting queue first
 * (Go's number, schedule()), so neither starves. Each queue is first in, first out.
 *
 * <p><b>Threads.</b> Workers add themselves; whoever frees a processor polls, sysmon too. Polling is relaxed: an entry
 * whose thread was descheduled in the middle of adding it is skipped rather than waited for; that thread looks for an
 * idle processor once it has been added, so nothing is lost.
 *
 * <p><b>Memory modes.</b> The counts: volatile read, atomic add, raised before the entry is added and before the waiter's
 * last look for an idle processor; a releaser publishes IDLE first and reads the count second (Dekker).
 */
final class WaitQueues {
    static final int STARTING_FIRST = 61;
    private static final int CAPACITY = 1 << 13;

    private final MpmcVarHandleArrayQueue<Waiter> startingQueue = new MpmcVarHandleArrayQueue<>(CAPACITY);
    private final MpmcVarHandleArrayQueue<Waiter> resumingQueue = new MpmcVarHandleArrayQueue<>(CAPACITY);
    private final AtomicInteger starting = new AtomicInteger();
    private final AtomicInteger resuming = new AtomicInteger();
    private int polls;

    boolean isEmpty() {
        return starting.get() == 0 && resuming.get() == 0;
    }

    int starting() {
        return starting.get();
    }

    int resuming() {
        return resuming.get();
    }

    void begin(boolean resumes) {
        (resumes ? resuming : starting).getAndIncrement();
    }

    void end(boolean resumes) {
        (resumes ? resuming : starting).getAndDecrement();
    }

    /** Adds a worker whose wait has begun; false if the queue is full and it must not sleep. */
    boolean add(Worker worker, boolean resumes) {
        Waiter waiter = resumes ? worker.resuming : worker.starting;
        if (waiter.queued() || !waiter.casQueued(false, true)) {
            return true;
        }
        if ((resumes ? resumingQueue : startingQueue).offer(waiter)) {
            return true;
        }
        waiter.clearQueued();
        return false;
    }

    /** Takes the next entry; its worker may have stopped waiting. Null if there is none to be had at once. */
    Worker poll() {
        boolean startingFirst = ++polls % STARTING_FIRST == 0; // racy on purpose: about one in 61 will do
        Waiter waiter = (startingFirst ? startingQueue : resumingQueue).relaxedPoll();
        if (waiter == null) {
            waiter = (startingFirst ? resumingQueue : startingQueue).relaxedPoll();
        }
        if (waiter == null) {
            return null;
        }
        waiter.clearQueued();
        return waiter.worker;
    }
}
