// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.TimeUnit;

/**
 * Who may do something to all processors at once, and what is being done (Go's worldsema, gcwaiting and safePointFn).
 *
 * <p>Resize, stop-the-world and the safe-point function of {@link SafePoints} are operations: one at a time, by the thread
 * that has {@link #begin begun} one, the <em>owner</em>.
 *
 * <pre>
 * free      -> owned      begin       any thread, when it is its turn
 * owned     -> stopping   beginStop   the owner: from now on no worker takes up running
 * stopping  -> owned      endStop     the owner: restart; a worker that has waited for it for {@link #MAX_STOP_NANOS};
 *                                     pass-through. The owner notices when it restarts the processors
 * owned     -> free       end         the owner
 * </pre>
 *
 * <p><b>Threads.</b> Any.
 *
 * <p><b>Invariants.</b> I1: one owner. It is held until the world runs again (golang/go 10618: worldsema was released
 * before). I2: an operation ends only when no word carries its request and nobody runs its function any more, so what a
 * worker does for a request, it does for the operation of now. I3: a worker that waits for its turn to be the owner holds
 * no processor: else the present owner would wait for it. I4: nobody waits for a restart for longer than
 * {@link #MAX_STOP_NANOS}, and never in pass-through. I5: who has waited for restarts for {@link #PATIENCE_NANOS} has its turn before the next stop.
 *
 * <p><b>Memory modes.</b> {@code stopping}, {@code safePoint}: volatile; {@code stopping} is written before the owner looks
 * at the workers' words, and read by a worker after it has made its word RUNNING (Dekker). {@code owner}: guarded by this
 * object's monitor, read racily to recognise oneself.
 *
 * <p><b>Why a monitor.</b> {@code java.util.concurrent} locks use the thread's park permit, which is the program's (trap T3).
 */
final class World {
    /** Nobody is kept stopped for longer: liveness comes before exclusion. */
    static final long MAX_STOP_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** How long a worker may miss its turn between two stops. To wait for it each time makes a stop take a kernel's slice. */
    static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private volatile Thread owner;
    private volatile boolean stopping;
    private volatile SafePoint safePoint;
    /** How often the world was stopped; guarded by the monitor. */
    private long stops;
    /** How many workers have waited for a restart and have not had their turn since; guarded by the monitor. */
    private int returning;
    /** Since when there has been one; guarded by the monitor. */
    private long returningSince;

    /** Whether the calling thread is the owner. */
    boolean ownedByMe() {
        return owner == Thread.currentThread();
    }

    /** Becomes the owner if there is none. */
    synchronized boolean tryBegin() {
        if (owner != null) {
            return false;
        }
        owner = Thread.currentThread();
        return true;
    }

    /** Becomes the owner, however long that takes; an interrupt is kept for later. The caller holds no processor. */
    void begin() {
        boolean interrupted = false;
        synchronized (this) {
            while (owner != null) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            owner = Thread.currentThread();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void end() {
        owner = null;
        notifyAll();
    }

    /** The safe-point function that words ask for, null if there is none; stable while the caller holds such a processor. */
    SafePoint safePoint() {
        return safePoint;
    }

    void setSafePoint(SafePoint current) {
        safePoint = current;
    }

    /** Whether no worker may take up running. */
    boolean stopping() {
        return stopping;
    }

    /**
     * The owner: from now on no worker takes up running. If somebody has missed his turn after restarts for longer than
     * {@link #PATIENCE_NANOS}, he gets it first, or stops that follow each other closely would starve him; he is waited for no
     * longer than the limit.
     */
    void beginStop(NanoClock clock, long limitNanos) {
        boolean interrupted = false;
        long begin = clock.nanoTime();
        synchronized (this) {
            long left = returning > 0 && begin - returningSince > PATIENCE_NANOS ? limitNanos : 0;
            while (returning > 0 && left > 0) {
                try {
                    wait(1);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                left = limitNanos - (clock.nanoTime() - begin);
            }
            stops++;
            stopping = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets all workers run again: the owner; or, though the owner has not said so, who has waited too long for it. */
    synchronized void endStop() {
        stopping = false;
        notifyAll();
    }

    /**
     * A worker without a processor waits for the restart, or for the next stop: its patience is for one of them. An interrupt
     * is kept for later.
     */
    void awaitRestart(Worker worker, NanoClock clock) {
        boolean interrupted = false;
        long begin = clock.nanoTime();
        synchronized (this) {
            if (!worker.returning) {
                worker.returning = true;
                if (returning++ == 0) {
                    returningSince = begin;
                }
            }
            long stop = stops;
            while (stopping && stops == stop) {
                long left = MAX_STOP_NANOS - (clock.nanoTime() - begin);
                if (left <= 0) {
                    endStop();
                    break;
                }
                try {
                    wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A worker that waited for a restart has had its turn: it runs, or has queued for a processor. */
    void returned(Worker worker) {
        if (worker.returning) {
            worker.returning = false;
            synchronized (this) {
                if (--returning == 0) {
                    notifyAll();
                }
            }
        }
    }
}
