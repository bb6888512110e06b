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
 *   <li>I2: {@code depth} is 0 exactly when the thread runs the program's code outside blocking calls, outside the
 *       runtime and outside class-file transformers; only the outermost enter and exit act, so hooks inside hooks do nothing.
 *   <li>I3: {@code pool.counts} counts the owner as blocked or idle exactly while {@code counted} says so, or while
 *       {@code mark} is set by whoever has retaken its processor.
 * </ul>
 *
 * <p><b>Memory modes.</b> {@code holding}: owner opaque read and release write, sysmon acquire read and CAS. {@code mark}: volatile,
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
    final WaitingForProcessor wait = new WaitingForProcessor();
    final Waiter starting = new Waiter(this);
    final Waiter resuming = new Waiter(this);
    final WorkerStats stats = new WorkerStats();
    /** The processor beyond the fixed set that this worker runs on when it does not wait; made once, minted often. */
    final Processor overcommit = new Processor(-1);

    /** Where in {@link OvercommitSlots} it is; owner only. */
    int overcommitSlot = OvercommitSlots.NONE;

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
    /** How deep it is in code in which it must not be gated; such code counts in {@code depth} too. Owner only. */
    int ungated;
    /** What {@code depth} was before the outermost such code. */
    int depthBeforeUngated;
    /** Since when it has what it holds, or had last; 0 if nobody recorded events then. */
    long takenAt;
    /** What the recorder of events gave for the call it is in; null if there is none. Owner only. */
    Object begun;
    /** Whether the outermost call is one that gave its processor away. */
    boolean handedOff;
    /** Whether the worker is looking for a task, inside its pool's own queue. */
    boolean fetching;

    /** Whether it waits for work that is not in its pool's queue; owner only. */
    boolean inReserve;

    /** Whether it has waited its time in vain, in a pool that asks it afterwards whether it leaves; owner only. */
    boolean waited;

    /** Whether it was in its pool's loop before the runtime came, so that what it runs there may have no hooks; owner only. */
    boolean late;

    /** Whether it is known that it leaves, in a pool that tells before it counts; owner only. */
    boolean leaving;

    int counted;
    int callKind;
    /** When the outermost hard call began. */
    long callStart;
    /** When it was found blocked; written before the mark is set. */
    long markedAt;

    /** What the operating system calls its thread, 0 if unknown; written before it is in the table. */
    int kernelNumber;
    /** Whether its pool has told it to end; owner only. */
    boolean leaves;

    /** The object whose monitor it waits on, in {@code Object.wait}; the starter reads it racily. */
    Object waitsOn;

    final Experience experience = new Experience();
    /** Who runs in its place while it is blocked; null if its pool is not one that is to be told. */
    final Compensation compensation;
    /** When the soft call that it is in began, 0 if that one's time is not taken. */
    long sampledAt;
    /** Away: all time that it was blocked or idle, of ended calls; kept in observe mode only. */
    long awayNanos;
    /** What {@link StarvationWatch} saw of that; its own. */
    long awaySeen = -1;

    /** The pool's maximum size when it last looked for a task, as the program has set it. */
    int maximum = Integer.MAX_VALUE;

    /** Since when it waits for a processor, 0 if it does not; others read it racily. */
    long waitsSince;

    /** Whether this wait is one between two tasks. */
    boolean starts;
    /** How often in this wait it was woken for a processor that was gone. */
    int passedOver;

    /** Held while the worker lives, for its pool's spares: the pool holds it weakly. Null if the pool does not grow. */
    @SuppressWarnings("UnusedVariable")
    private final CallerContext context;

    Worker(Thread thread, Pool pool) {
        this.thread = thread;
        this.pool = pool;
        context = pool.growable ? pool.origin.context() : null;
        compensation = pool.driver.compensates() ? new Compensation(pool) : null;
    }

    /** What it holds, 0 if nothing, or {@link #STRAYED}. */
    long holdingOpaque() {
        return (long) HOLDING.getOpaque(this);
    }

    /** The same for others who look at its thread next: what they see then came after. */
    long holdingAcquire() {
        return (long) HOLDING.getAcquire(this);
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
        blockedEnded();
        return how;
    }

    /** Whoever has stopped counting it as blocked. */
    void blockedEnded() {
        pool.counts.blockedEnded();
        if (compensation != null) {
            compensation.ended();
        }
    }

    boolean marked() {
        return mark != 0;
    }

    /** Whether the pool counts it as blocked; exact for the worker itself. */
    boolean isBlocked() {
        return counted == BLOCKED || mark != 0;
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
