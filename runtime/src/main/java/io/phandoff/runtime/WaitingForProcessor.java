// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Where one worker waits for a processor. It is the monitor it blocks on, and its name is what a thread dump says of such a
 * thread: {@code waiting on <0x...> (a io.phandoff.runtime.WaitingForProcessor)}.
 *
 * <p><b>Why a monitor.</b> A thread has one park permit and it belongs to the program: waiting by {@code LockSupport}
 * could eat an {@code unpark} that was meant for the program (trap T3) or leave one behind. {@code Object.wait} uses
 * another parker.
 *
 * <p><b>Threads.</b> The worker begins, waits, cancels; any thread that frees a processor signals or grants.
 *
 * <pre>
 * NONE      -> WAITING    begin    the worker
 * WAITING   -> SIGNALLED  signal   a releaser: "one may be idle, look"
 * WAITING   -> GRANTED    grant    a releaser, with a processor in its hands; sysmon, with none: the wait is over
 * WAITING   -> NONE       cancel   the worker: found one itself, or gave up
 * SIGNALLED -> NONE       end      the worker
 * GRANTED   -> NONE       end      the worker, now the holder of what was granted
 * </pre>
 *
 * <p><b>Invariants.</b> I1: a signal or a grant is consumed by exactly one waiter, for each leaves WAITING by a CAS. I2:
 * who consumes a signal without taking a processor passes it on. I3: the monitor is held for the test of one field,
 * never across anything that blocks, so {@link #signal} waits for no more than that.
 *
 * <p><b>Memory modes.</b> {@code state}: volatile, CAS. {@code granted}: plain, published by the CAS to GRANTED.
 */
final class WaitingForProcessor {
    static final int NONE = 0;
    static final int WAITING = 1;
    static final int SIGNALLED = 2;
    static final int GRANTED = 3;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(WaitingForProcessor.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int state;
    private Processor granted;

    int state() {
        return state;
    }

    private boolean casState(int from, int to) {
        return STATE.compareAndSet(this, from, to);
    }

    void begin() {
        state = WAITING;
    }

    boolean cancel() {
        return casState(WAITING, NONE);
    }

    /** Whether the wait was ended from outside without a processor. */
    boolean expired() {
        return state == GRANTED && granted == null;
    }

    /** Ends a wait that was signalled or granted; the processor that was granted, else null. */
    Processor end() {
        Processor processor = null;
        if (state == GRANTED) { // else a grant may be on its way, which the next wait gets: the field is not ours
            processor = granted;
            granted = null;
        }
        state = NONE;
        return processor;
    }

    /** Wakes the waiter to look for a processor; false if it does not wait (any more). */
    boolean signal() {
        return casState(WAITING, SIGNALLED) && wake();
    }

    /** Gives the waiter a processor that the caller holds, or none; false, and the caller keeps it, if it does not wait. */
    boolean grant(Processor processor) {
        synchronized (this) {
            if (state != WAITING) {
                return false;
            }
            granted = processor;
            if (casState(WAITING, GRANTED)) {
                notify();
                return true;
            }
            granted = null;
            return false;
        }
    }

    @SuppressWarnings(
            "NotifyWithoutStateChange") // signal() has changed it, outside the monitor: the waiter tests it inside
    private boolean wake() {
        synchronized (this) {
            notify();
        }
        return true;
    }

    /**
     * Blocks while nobody has signalled or granted, at most once for the given time.
     *
     * @param millis the longest wait, 1 or more
     * @return the state after it: still WAITING if the time was up, or earlier, spuriously
     * @throws InterruptedException if the thread is interrupted; its flag is then off
     */
    @SuppressWarnings("WaitNotInLoop") // the caller loops: it has a deadline and an interrupt to look at
    int await(long millis) throws InterruptedException {
        synchronized (this) {
            if (state == WAITING) {
                wait(millis);
            }
        }
        return state;
    }
}
