// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A worker's entry in one of the two waiting queues. It is in its queue at most once: a worker that gave up leaves its
 * entry behind and finds it there when it waits again. One whose worker has ended stays until somebody polls, so it forgets the
 * worker: from JDK 19 on an ended thread keeps its pool alive.
 *
 * <p><b>Memory modes.</b> {@code queued}: volatile, CAS. The worker writes its wait state, then reads {@code queued};
 * whoever polls the entry clears {@code queued}, then reads the wait state: one of the two sees the other (Dekker).
 * {@code worker}: volatile; cleared once, by the worker at its end.
 */
final class Waiter {
    private static final VarHandle QUEUED;

    static {
        try {
            QUEUED = MethodHandles.lookup().findVarHandle(Waiter.class, "queued", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile Worker worker;
    private volatile boolean queued;

    Waiter(Worker worker) {
        this.worker = worker;
    }

    /** Whose it is; null if that one has ended. */
    Worker worker() {
        return worker;
    }

    /** Its worker has ended and waits for nothing any more. */
    void forgetWorker() {
        worker = null;
    }

    boolean queued() {
        return queued;
    }

    boolean casQueued(boolean from, boolean to) {
        return QUEUED.compareAndSet(this, from, to);
    }

    void clearQueued() {
        queued = false;
    }
}
