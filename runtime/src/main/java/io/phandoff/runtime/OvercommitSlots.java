// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jctools.util.Pow2;

/**
 * Who may be running over-committed, so that sysmon finds those who are stuck among them without looking at all workers,
 * nearly all of which are blocked where there are many.
 *
 * <p><b>Threads.</b> A worker enters and leaves itself, on hook paths; sysmon reads.
 *
 * <p><b>Invariants.</b> I1: a worker that runs over-committed is in a slot, or counted as one beyond; then sysmon looks at
 * all. I2: only a worker itself writes what names it, so one that sysmon has robbed stays until its next hook; being
 * here says nothing, its holding does. I3: no worker that has ended is here: it would keep its pool alive.
 *
 * <p><b>Memory modes.</b> The slots: volatile read, CAS. {@code beyond}: volatile read, atomic add. {@code Worker.overcommitSlot}: the
 * worker's own.
 *
 * <p><b>Rejected.</b> A list of them: to take one out of its middle needs a lock. Looking at a part of all workers each time:
 * with 10,000 a stuck one is found after 40 ms.
 */
final class OvercommitSlots {
    private static final int MIN_SLOTS = 256;
    /** A processor; twice as many as may begin tasks over-committed at once ({@link Handoff#crowded}). */
    private static final int SLOTS_PER_PROCESSOR = 32;
    /** Not entered. */
    static final int NONE = -1;

    private static final int BEYOND = -2;
    private static final int PROBES = 8;
    /** Odd, so that each id has its own; neighbours get different cache lines. */
    private static final int APART = 17;

    private final AtomicReferenceArray<Worker> slots;
    private final int mask;
    private final AtomicInteger beyond = new AtomicInteger();

    /**
     * Empty slots.
     *
     * @param processors how many there are; with many more later sysmon may have to look at all workers
     */
    OvercommitSlots(int processors) {
        int size = Pow2.roundToPowerOfTwo(Math.max(MIN_SLOTS, processors * SLOTS_PER_PROCESSOR));
        slots = new AtomicReferenceArray<>(size);
        mask = size - 1;
    }

    /** The worker is about to run over-committed. */
    void enter(Worker worker) {
        if (worker.overcommitSlot != NONE) {
            return; // robbed of it before
        }
        int first = (int) worker.thread.getId() * APART;
        for (int i = 0; i < PROBES; i++) {
            int slot = (first + i) & mask;
            if (slots.get(slot) == null && slots.compareAndSet(slot, null, worker)) {
                worker.overcommitSlot = slot;
                return;
            }
        }
        beyond.getAndIncrement();
        worker.overcommitSlot = BEYOND;
    }

    /** The worker does not run over-committed any more. */
    void leave(Worker worker) {
        int slot = worker.overcommitSlot;
        if (slot == NONE) {
            return;
        }
        worker.overcommitSlot = NONE;
        if (slot == BEYOND) {
            beyond.getAndDecrement();
        } else {
            slots.set(slot, null);
        }
    }

    /** Whether some have found no slot. */
    boolean overflows() {
        return beyond.get() > 0;
    }

    /** How many slots there are, a power of two. */
    int size() {
        return slots.length();
    }

    /** Who is in a slot, or null. */
    Worker get(int slot) {
        return slots.get(slot);
    }
}
