// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded queue of processor runs: many threads add, one takes. Adding allocates nothing and waits for nothing; what finds it
 * full is counted and gone.
 *
 * <p>Between the claim of a slot and its publication no method is called, so a stack overflow cannot come between: a slot that is
 * claimed and never published would stop the taker for good.
 *
 * <p><b>Memory modes.</b> {@code tail}: CAS, claims a slot. {@code Slot.published}: volatile, written by who has filled the slot, read
 * by the taker. {@code head}: release by the taker after it has read a slot, so that whoever finds room writes after that.
 */
final class RunRing {
    private final Slot[] slots;
    private final AtomicLong tail = new AtomicLong();
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    /** What was taken last; the taker's. */
    Thread worker;

    String pool;
    int processor;
    int why;
    long from;
    long to;

    /** A place for one run. */
    private static final class Slot {
        Thread worker;
        String pool;
        int processor;
        int why;
        long from;
        long to;
        volatile long published;
    }

    /**
     * An empty ring.
     *
     * @param capacity a power of two
     */
    RunRing(int capacity) {
        slots = new Slot[capacity];
        for (int i = 0; i < capacity; i++) {
            slots[i] = new Slot();
        }
    }

    /** Any thread: adds a run; false if there is no room. */
    boolean add(Thread thread, String poolName, int processorId, long begin, long end, int reason) {
        long at = tail.get();
        do {
            if (at - head.getAcquire() >= slots.length) {
                lost.getAndIncrement();
                return false;
            }
        } while (!tail.compareAndSet(at, at + 1) && (at = tail.get()) >= 0);
        Slot slot = slots[(int) at & (slots.length - 1)]; // from here on fields only, no call: see above
        slot.worker = thread;
        slot.pool = poolName;
        slot.processor = processorId;
        slot.why = reason;
        slot.from = begin;
        slot.to = end;
        slot.published = at + 1;
        return true;
    }

    /** The taker: takes the oldest run into the fields; false if there is none. */
    boolean take() {
        long at = head.getPlain();
        Slot slot = slots[(int) at & (slots.length - 1)];
        if (slot.published != at + 1) {
            return false;
        }
        worker = slot.worker;
        slot.worker = null;
        pool = slot.pool;
        processor = slot.processor;
        why = slot.why;
        from = slot.from;
        to = slot.to;
        head.setRelease(at + 1);
        return true;
    }

    /** How many found no room. */
    long lost() {
        return lost.get();
    }
}
