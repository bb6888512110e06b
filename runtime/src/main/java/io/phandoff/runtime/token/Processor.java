// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A processor: the token that a worker must hold to run (Go's P).
 *
 * <p><b>One word.</b> Status and tick are packed into one 64-bit word, {@code tick << 3 | status}. The tick grows by one
 * each time a holding ends, so a word names one holding for ever: a CAS on it proves identity as well as status. Go
 * 1.19 has a bare status and lives with ABA (its entersyscall_gcwait); here there is none.
 *
 * <pre>
 * IDLE(t)    -> RUNNING(t)    tryAcquire    the worker that takes it, or somebody who takes it for a waiter
 * RUNNING(t) -> SYSCALL(t)    enterCall     its worker, at a soft call
 * SYSCALL(t) -> RUNNING(t+1)  exitCall      the same worker: the fast way back, one CAS
 * SYSCALL(t) -> IDLE(t+1)     retake        sysmon, or a worker that would have to run over-committed
 * RUNNING(t) -> IDLE(t+1)     release       its worker: hard call, give way, end of worker
 * RUNNING(t) -> IDLE(t+1)     retake        sysmon, from a stalled holder
 * </pre>
 *
 * <p><b>Threads.</b> Any thread may try any transition; exactly one succeeds for a given word.
 *
 * <p><b>Memory modes.</b> {@code state}: volatile read and CAS. {@code seenWord}: volatile, written racily. {@code holder}: opaque, a hint for sysmon that is
 * confirmed by a CAS on the holder's own field, naming the holding, before anything is taken from it.
 *
 * <p><b>Rejected.</b> A separate status and tick: two reads to identify a holding, and a status CAS that can hit the
 * wrong one.
 */
public final class Processor {
    /** Held by nobody. */
    public static final int IDLE = 0;
    /** Held by a worker that runs. */
    public static final int RUNNING = 1;
    /** Tied to a worker in a soft call; whoever wins the CAS may have it. */
    public static final int SYSCALL = 2;

    private static final int STATUS_BITS = 3;
    private static final long STATUS_MASK = (1 << STATUS_BITS) - 1;
    private static final VarHandle STATE;
    private static final VarHandle HOLDER;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Processor.class, "state", long.class);
            HOLDER = lookup.findVarHandle(Processor.class, "holder", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // a holding: tick << 11 | id + 2, so that none is 0, over-commit is 1 and the fixed set follows
    private static final int HOLDING_BITS = 11;
    private static final long HOLDING_MASK = (1 << HOLDING_BITS) - 1;

    private final int id;
    private volatile long state;
    private volatile long seenWord = -1;

    @SuppressWarnings("unused") // HOLDER
    private Object holder;

    /**
     * Makes an idle processor.
     *
     * @param id its index, or -1 for one that is beyond the fixed set
     */
    public Processor(int id) {
        this.id = id;
    }

    /** Its index in the fixed set, -1 if it is an over-commit processor. */
    public int id() {
        return id;
    }

    /** Whether it is beyond the fixed set: minted for one worker that would not wait. */
    public boolean overcommit() {
        return id < 0;
    }

    /**
     * Names one holding of this processor for ever: what its holder keeps, and what sysmon must name to take it away.
     *
     * @param tick the tick of the holding
     * @return never 0
     */
    public long holding(long tick) {
        return (tick << HOLDING_BITS) | (id + 2);
    }

    /** The processor's id in a holding, -1 for an over-commit processor. */
    public static int idOf(long holding) {
        return (int) (holding & HOLDING_MASK) - 2;
    }

    /** The tick in a holding. */
    public static long tickOf(long holding) {
        return holding >>> HOLDING_BITS;
    }

    /** The word, volatile. */
    public long state() {
        return state;
    }

    /** The status in a word. */
    public static int status(long word) {
        return (int) (word & STATUS_MASK);
    }

    /** The tick in a word. */
    public static long tick(long word) {
        return word >>> STATUS_BITS;
    }

    private static long word(long tick, int status) {
        return (tick << STATUS_BITS) | status;
    }

    private boolean casState(long from, long to) {
        return STATE.compareAndSet(this, from, to);
    }

    /**
     * Takes the processor if it is idle.
     *
     * @return the tick of the new holding, or -1 if it was not idle or somebody else was faster
     */
    public long tryAcquire() {
        long word = state;
        return status(word) == IDLE && casState(word, word | RUNNING) ? tick(word) : -1;
    }

    /** Ties it to its worker, which enters a soft call; false if that holding has been retaken. */
    public boolean enterCall(long tick) {
        return casState(word(tick, RUNNING), word(tick, SYSCALL));
    }

    /** Takes it back at the end of a soft call, now as holding {@code tick + 1}; false if it has been retaken. */
    public boolean exitCall(long tick) {
        return casState(word(tick, SYSCALL), word(tick + 1, RUNNING));
    }

    /** Ends a holding; false if it has been retaken. */
    public boolean release(long tick) {
        return casState(word(tick, RUNNING), word(tick + 1, IDLE));
    }

    /**
     * Ends somebody else's holding.
     *
     * @param word the word as it was seen, RUNNING or SYSCALL
     * @return false if it has changed since
     */
    public boolean retake(long word) {
        return casState(word, word(tick(word) + 1, IDLE));
    }

    /**
     * Whether a call was seen before, and remembers it if not. Racy: a look that is lost makes a call look younger.
     *
     * @param word the word as it was seen, SYSCALL
     */
    public boolean seenInCall(long word) {
        if (seenWord == word) {
            return true;
        }
        seenWord = word;
        return false;
    }

    /** Who held it last, opaque: a hint. Null before the first holding. */
    public Object holderOpaque() {
        return HOLDER.getOpaque(this);
    }

    /** Says who holds it, opaque; written by whoever has just acquired it. */
    public void setHolderOpaque(Object worker) {
        HOLDER.setOpaque(this, worker);
    }

    @Override
    public String toString() {
        long word = state;
        return "Processor[id="
                .concat(Integer.toString(id))
                .concat(", status=")
                .concat(Integer.toString(status(word)))
                .concat(", tick=")
                .concat(Long.toString(tick(word)))
                .concat("]");
    }
}
