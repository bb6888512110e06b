// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.IdentityHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells workers that wait for one and the same object from others that are blocked: for a connection of a pool of them, a
 * permit, a place in a queue, a lock. A spare for each would only wait beside them, so no more of them justify one
 * than there are processors; each waiter for a result (a future, a latch, the end of a thread) does.
 *
 * <p>That rule alone could leave a program stuck: what they wait for may be the work of a queued task (a barrier, a full
 * queue whose consumer has not begun). So while no task of the pool ends, it gets one spare now and then, less and less often.
 *
 * <p><b>Threads.</b> The starter. A blocker is read while its thread goes on: a wrong one costs one spare or delays it.
 */
final class SharedWaits {
    static final long FIRST_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int SPARES_BEFORE_MORE_PATIENCE = 4;
    private static final int MAX_DOUBLINGS = 6;

    private final IdentityHashMap<Object, int[]> waiters = new IdentityHashMap<>();
    private int bound;
    private int beyond;

    /** What is known of one pool. */
    static final class Progress {
        private long endedSeen = -1;
        private long since;
        private int given;
    }

    /** Begins to look at one pool. */
    void begin(int mostOfOneObject) {
        bound = mostOfOneObject;
        beyond = 0;
    }

    /** Whether a blocked worker justifies a spare. */
    boolean justifies(Worker worker) {
        Object blocker = blockerOf(worker);
        if (blocker == null || isResult(blocker)) {
            return true;
        }
        int[] count = waiters.get(blocker);
        if (count == null) {
            count = new int[1];
            waiters.put(blocker, count);
        }
        if (++count[0] <= bound) {
            return true;
        }
        beyond++;
        return false;
    }

    /** Ends the look: how many waited for an object that enough others wait for. */
    int end() {
        waiters.clear();
        return beyond;
    }

    private static Object blockerOf(Worker worker) {
        Object monitor = worker.waitsOn;
        return monitor != null ? monitor : LockSupport.getBlocker(worker.thread);
    }

    /** It comes once and for all of them, so that each goes on by itself. */
    private static boolean isResult(Object blocker) {
        return blocker instanceof Future
                || blocker instanceof Thread
                || blocker.getClass().getName().equals("java.util.concurrent.CountDownLatch$Sync");
    }

    /**
     * Whether a pool, all of whose blocked workers were passed over, has waited long enough for a task to end.
     *
     * @param ended the number of its tasks that have ended
     */
    static boolean isStuck(Progress progress, long ended, long now) {
        if (progress.endedSeen != ended) {
            progress.endedSeen = ended;
            progress.since = now;
        }
        long patience = FIRST_PATIENCE_NANOS << Math.min(progress.given / SPARES_BEFORE_MORE_PATIENCE, MAX_DOUBLINGS);
        return now - progress.since >= patience;
    }

    /** A pool that was stuck has got a spare. */
    static void given(Progress progress, long now) {
        progress.since = now;
        progress.given++;
    }

    /** The pool has no spares any more: the next time begins anew. */
    static void forget(Progress progress) {
        progress.given = 0;
    }
}
