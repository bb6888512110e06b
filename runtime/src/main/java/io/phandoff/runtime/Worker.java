// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.LocalStorage;
import io.phandoff.runtime.token.Processor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What the runtime knows of one managed thread (Go's M).
 *
 * <p><b>Threads.</b> The worker itself ("owner") and, where said, sysmon, the starter and whoever takes a snapshot.
 *
 * <p><b>Invariants.</b>
 *
 * <ul>
 *   <li>I1: {@code holding} (Go's m.p) is never stale. It is 0 whenever another thread may own the token: the owner clears
 *       it before it publishes the token as SYSCALL or IDLE, and sysmon clears it by {@link #stray} before it
 *       seizes a running one (Go's 8e0ec5e). It names processor and tick, so that CAS can only hit the holding that
 *       sysmon has seen. A worker that was robbed so is {@link #STRAYED} until its next hook. During a call {@code oldHolding} is left, a hint that is used through a CAS carrying the tick.
 *   <li>I2: {@code depth} is 0 exactly when the thread runs the program's code outside blocking calls and outside the
 *       runtime; only the outermost enter and exit act, so hooks inside hooks do nothing.
 *   <li>I3: {@code pool.counts} counts the owner as blocked or idle exactly while {@code counted} says so, or while
 *       {@code mark} is set by whoever has retaken its processor.
 * </ul>
 *
 * <p><b>Memory modes.</b> {@code holding}: owner opaque read and release write, sysmon CAS. {@code mark}: volatile,
 * CAS. {@code yieldRequested}: opaque. The counters: owner plain write, others plain read of a possibly older value.
 * Everything else: owner only, or published by one of these.
 */
final class Worker {
    /** Instead of a holding: it runs, but its processor has been taken by force, or nobody needs one. */
    static final long STRAYED = -1;

    /** How it was found blocked: by who needed its processor. */
    static final int STALLED = 1;
    /** How it was found blocked: in passing, by an operation on all processors. */
    static final int PASSED_BY = 2;

    /** Not counted by the pool as blocked or idle. */
    static final int RUNS = 0;
    /** Counted as blocked in a call. */
    static final int BLOCKED = 1;
    /** Counted as waiting for a task. */
    static final int IDLE = 2;

    private static final VarHandle HOLDING;
    private static final VarHandle MARK;
    private static final VarHandle YIELD;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HOLDING = lookup.findVarHandle(Worker.class, "holding", long.class);
            MARK = lookup.findVarHandle(Worker.class, "mark", int.class);
            YIELD = lookup.findVarHandle(Worker.class, "yieldRequested", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Thread thread;
    final Pool pool;
    final TokenWait wait = new TokenWait();
    final Waiter starting = new Waiter(this);
    final Waiter resuming = new Waiter(this);
    final WorkerStats stats = new WorkerStats();
    /** The processor beyond the fixed set that this worker runs on when it does not wait; made once, minted often. */
    final Processor overcommit = new Processor(-1);

    @SuppressWarnings("unused") // HOLDING
    private long holding;

    private volatile int mark;

    @SuppressWarnings("unused") // YIELD
    private boolean yieldRequested;

    /** How often it was given a processor; sysmon reads it racily. */
    long takes;

    /** What {@code holding} names, or {@code oldHolding} in a call; else the last one it held. Owner only. */
    Processor processor;

    /** What is stored with the processor it holds, or with the one it was robbed of; owner only. */
    LocalStorage storage;

    /** Whether it has waited for a restart and not had its turn since; owner only. */
    boolean returning;

    /** Whether it runs a safe-point function; owner only. */
    boolean inSafePoint;

    /** How often it has asked not to be gated; owner only. */
    int exempt;

    /** What it held before the call, 0 if nothing: see I1. */
    long oldHolding;

    int depth;
    /** Whether the outermost call is one that gave its processor away. */
    boolean handedOff;
    /** Whether the worker is looking for a task, inside its pool's own queue. */
    boolean fetching;

    /** Whether the task it runs, or has just run, blocked in a call. */
    boolean blockedInTask;

    int counted;
    int callKind;
    /** When the outermost hard call began. */
    long callStart;
    /** When it was found blocked; written before the mark is set. */
    long markedAt;

    /** By kind: soft calls in a row whose processor was retaken, up to {@link BlockingCalls#LEARNED}. */
    final byte[] retakesInRow = new byte[CallKind.COUNT];

    /** Whether this wait is one between two tasks. */
    boolean starts;
    /** How often in this wait it was woken for a processor that was gone. */
    int passedOver;

    Worker(Thread thread, Pool pool) {
        this.thread = thread;
        this.pool = pool;
    }

    /** What the other workers of the pool have learned about soft calls is true for a new one too. */
    void seed(Pool pool) {
        pool.learned.copyTo(retakesInRow);
    }

    /** What it holds, 0 if nothing, or {@link #STRAYED}. */
    long holdingOpaque() {
        return (long) HOLDING.getOpaque(this);
    }

    void setHoldingRelease(long value) {
        HOLDING.setRelease(this, value);
    }

    /** A thief: takes the holding it has seen away from its owner. */
    boolean stray(long expected) {
        return HOLDING.compareAndSet(this, expected, STRAYED);
    }

    /** The owner, where it may put the same holding back: false if it was robbed of it. */
    boolean clearHolding(long expected) {
        return HOLDING.compareAndSet(this, expected, 0L);
    }

    boolean yieldRequestedOpaque() {
        return (boolean) YIELD.getOpaque(this);
    }

    void setYieldRequestedOpaque(boolean value) {
        YIELD.setOpaque(this, value);
    }

    /** Counts it as waiting for a task, until {@link #uncountIdle}: a worker that wakes up is still there to take one. */
    void countIdle() {
        if (counted != IDLE) {
            counted = IDLE;
            pool.counts.idleBegun();
        }
    }

    /** The fetch has ended. */
    void uncountIdle() {
        if (counted == IDLE) {
            counted = RUNS;
            pool.counts.idleEnded();
        }
    }

    /**
     * Whoever is about to retake its processor: the pool counts it as blocked from now on. Before the retake, and undone if that
     * fails: a worker that has lost its processor finds the mark, so it is never counted twice.
     *
     * @param how {@link #STALLED} or {@link #PASSED_BY}
     * @return true if it was not marked yet
     */
    boolean markBlocked(long now, int how) {
        markedAt = now;
        if (!MARK.compareAndSet(this, 0, how)) {
            return false;
        }
        pool.counts.blockedBegun();
        return true;
    }

    /** The worker itself, or who has marked it in vain: undoes {@link #markBlocked}. How it was marked, 0 if it was not. */
    int unmarkBlocked() {
        int how = mark;
        if (how == 0 || !MARK.compareAndSet(this, how, 0)) {
            return 0;
        }
        pool.counts.blockedEnded();
        return how;
    }

    boolean marked() {
        return mark != 0;
    }

    @Override
    public String toString() {
        return "Worker[thread="
                .concat(thread.getName())
                .concat(", depth=")
                .concat(Integer.toString(depth))
                .concat(", holding=")
                .concat(Long.toString(holdingOpaque()))
                .concat("]");
    }
}
