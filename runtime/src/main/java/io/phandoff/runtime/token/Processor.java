// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A processor: the token that a worker must hold to run (Go's P).
 *
 * <p><b>One word.</b> Tick, request and status are packed into one 64-bit word, {@code tick << 5 | ask << 3 | status}. The
 * tick grows by one each time a holding ends, so a word names one holding for ever: a CAS on it proves identity as well
 * as status. Go 1.19 has a bare status and lives with ABA (its entersyscall_gcwait); here there is none.
 *
 * <pre>
 * IDLE(t)         -> RUNNING(t)      tryAcquire  the worker that takes it, or somebody who takes it for a waiter
 * RUNNING(t)      -> SYSCALL(t)      enterCall   its worker, at a soft call
 * SYSCALL(t)      -> RUNNING(t+1)    exitCall    the same worker: the fast way back, one CAS
 * SYSCALL(t)      -> IDLE(t+1)       retake      sysmon, or a worker that would have to run over-committed
 * RUNNING(t)      -> IDLE(t+1)       release     its worker: hard call, give way, end of worker
 * RUNNING(t)      -> RUNNING(t)+ask  ask         the world's owner: "come by at your next hook"
 * RUNNING(t)+ask  -> RUNNING(t)      withdraw    the world's owner
 * RUNNING(t)+ask  -> IDLE(t+1)       yieldAsked  its worker, asked to give it up
 * RUNNING(t)+any  -> STOPPED(t)      stop        the world's owner, the one that it holds itself
 * IDLE(t)         -> STOPPED(t)      stop        the world's owner
 * SYSCALL(t)      -> STOPPED(t)      stop        the world's owner
 * RUNNING(t)+any  -> SEIZED(t)       seize       a thief that has named the holding first: sysmon, the world's owner;
 *                                                its worker, to run a safe-point function
 * IDLE, SYSCALL   -> SEIZED(t)       seize       pass-through, to flush
 * STOPPED, SEIZED -> RUNNING(t+1)    resume      who has it, to run on it
 * STOPPED, SEIZED -> IDLE(t+1)       restart     who has it
 * STOPPED, SEIZED -> DEAD(t+1)       destroy     the resizer, after the flush
 * DEAD(t)         -> IDLE(t+1)       revive      the resizer: same object, same index, ticks go on
 * </pre>
 *
 * <p><b>Invariants.</b> I1: STOPPED and SEIZED mean in the hands of one thread; nobody else touches it. A safe-point
 * function runs on such a processor only: exactly once by that CAS, never on one that somebody has claimed. STOPPED
 * is set by the world's owner only and counts as stopped; who has SEIZED one is about to let it go. I2: enterCall
 * and release fail on a word that carries a request, so no holder can publish its processor past one (Go's edfc979, and
 * its re-check of gcwaiting after the publication, in the same instruction). I3: a request names its kind, so a word that
 * was withdrawn and asked again for something else is another word. I4: a processor of one index is never another's; a
 * dead one keeps its ticks, so no hint to it ever becomes true again.
 *
 * <p><b>Threads.</b> Any thread may try any transition; exactly one succeeds for a given word.
 *
 * <p><b>Memory modes.</b> {@code state}: volatile read and CAS. {@code seenWord}: volatile, written racily. {@code holder}:
 * opaque, a hint for sysmon that is confirmed by a CAS on the holder's own field, naming the holding, before anything is
 * taken from it. {@code storage}: plain, for whoever owns the processor (RUNNING, STOPPED, SEIZED); handed on by the word.
 *
 * <p><b>Rejected.</b> A separate status and tick: two reads to identify a holding, and a status CAS that can hit the wrong
 * one. A flag beside the word for requests (Go's runSafePointFn and gcwaiting): one more read on each enter, a full fence
 * after each publication, and the window between reading it and publishing, which the word does not have.
 */
public final class Processor extends Padded {
    /** Held by nobody. */
    public static final int IDLE = 0;
    /** Held by a worker that runs. */
    public static final int RUNNING = 1;
    /** Tied to a worker in a soft call; whoever wins the CAS may have it. */
    public static final int SYSCALL = 2;
    /** In the hands of the world's owner. */
    public static final int STOPPED = 3;
    /** In the hands of one thread, for a moment. */
    public static final int SEIZED = 4;
    /** Beyond the current number of processors. */
    public static final int DEAD = 5;

    /** Nothing is asked of its holder. */
    public static final int NOTHING = 0;
    /** Its holder is to run the safe-point function. */
    public static final int SAFE_POINT = 1;
    /** Its holder is to give it up and to wait. */
    public static final int STOP = 2;
    /** Its holder is to give it up. */
    public static final int GIVE_UP = 3;

    private static final int STATUS_BITS = 3;
    private static final long STATUS_MASK = (1 << STATUS_BITS) - 1;
    private static final int ASK_BITS = 2;
    private static final long ASK_MASK = (1 << ASK_BITS) - 1;
    private static final int TICK_SHIFT = STATUS_BITS + ASK_BITS;
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

    private LocalStorage storage;

    /**
     * Makes an idle processor.
     *
     * @param id its index, or -1 for one that is beyond the fixed set
     */
    public Processor(int id) {
        this.id = id;
        storage = new LocalStorage(id);
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
        return word >>> TICK_SHIFT;
    }

    /** What is asked of the holder in a word; {@link #NOTHING} unless RUNNING. */
    public static int ask(long word) {
        return (int) ((word >>> STATUS_BITS) & ASK_MASK);
    }

    private static long word(long tick, int status) {
        return (tick << TICK_SHIFT) | status;
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

    /** Ties it to its worker, which enters a soft call; false if something is asked of it or the holding was retaken. */
    public boolean enterCall(long tick) {
        return casState(word(tick, RUNNING), word(tick, SYSCALL));
    }

    /** Takes it back at the end of a soft call, now as holding {@code tick + 1}; false if it has been retaken. */
    public boolean exitCall(long tick) {
        return casState(word(tick, SYSCALL), word(tick + 1, RUNNING));
    }

    /** Ends a holding; false if something is asked of the worker or the holding was retaken. */
    public boolean release(long tick) {
        return casState(word(tick, RUNNING), word(tick + 1, IDLE));
    }

    /**
     * Takes it out of a soft call.
     *
     * @param word the word as it was seen, SYSCALL
     * @return false if it has changed since
     */
    public boolean retake(long word) {
        return status(word) == SYSCALL && casState(word, word(tick(word) + 1, IDLE));
    }

    /**
     * Asks its holder to come by.
     *
     * @param word the word as it was seen, RUNNING and not asked
     * @param what {@link #SAFE_POINT}, {@link #STOP} or {@link #GIVE_UP}
     * @return false if it has changed since, or something is asked already
     */
    public boolean ask(long word, int what) {
        return status(word) == RUNNING && ask(word) == NOTHING && casState(word, word | ((long) what << STATUS_BITS));
    }

    /** Takes a request back; false if the holder has already moved on it, or there was none. */
    public boolean withdraw(long word) {
        return ask(word) != NOTHING && casState(word, word & ~(ASK_MASK << STATUS_BITS));
    }

    /** Ends a holding by its holder, who was asked to; false if the word has changed since. */
    public boolean yieldAsked(long word) {
        return ask(word) != NOTHING && casState(word, word(tick(word) + 1, IDLE));
    }

    /**
     * Takes it into the caller's hands, for the world's owner.
     *
     * @param word the word as it was seen: IDLE, SYSCALL or, by its holder only, RUNNING
     * @return false if it has changed since, or was none of these
     */
    public boolean stop(long word) {
        return status(word) < STOPPED && casState(word, word(tick(word), STOPPED));
    }

    /**
     * Takes it into the caller's hands, against its holder's will if it has one.
     *
     * @param word the word as it was seen: IDLE, SYSCALL or, by who has named the holding, RUNNING
     * @return false if it has changed since, or was none of these
     */
    public boolean seize(long word) {
        return status(word) < STOPPED && casState(word, word(tick(word), SEIZED));
    }

    /** Who has it in hands runs on it from now on, as holding {@code tick + 1}. */
    public void resume(long tick) {
        letGo(tick, RUNNING);
    }

    /** Who has it in hands lets go of it: idle. */
    public void restart(long tick) {
        letGo(tick, IDLE);
    }

    /** Who has it in hands ends its life; nothing may be left in its storage. */
    public void destroy(long tick) {
        letGo(tick, DEAD);
    }

    private void letGo(long tick, int status) {
        if (!casState(word(tick, STOPPED), word(tick + 1, status))
                && !casState(word(tick, SEIZED), word(tick + 1, status))) {
            throw new IllegalStateException("processor is not in anybody's hands: ".concat(toString()));
        }
    }

    /** Makes a dead one idle again; the resizer only. */
    public void revive() {
        long word = state;
        if (status(word) != DEAD || !casState(word, word(tick(word) + 1, IDLE))) {
            throw new IllegalStateException("processor is not dead: ".concat(toString()));
        }
    }

    /** What is stored with it; for its owner only. */
    public LocalStorage storage() {
        return storage;
    }

    /** Gives it fresh storage; who has taken it from a holder by force leaves the old one to that holder. */
    public void renewStorage() {
        storage = new LocalStorage(id);
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

    /** Forgets who held it last, if it was this one, who will not again; CAS, for another may be about to take it. */
    public void forgetHolder(Object worker) {
        HOLDER.compareAndSet(this, worker, null);
    }

    @Override
    public String toString() {
        long word = state;
        return "Processor[id="
                .concat(Integer.toString(id))
                .concat(", status=")
                .concat(Integer.toString(status(word)))
                .concat(", ask=")
                .concat(Integer.toString(ask(word)))
                .concat(", tick=")
                .concat(Long.toString(tick(word)))
                .concat("]");
    }
}
