// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.token;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The fixed set of processors, and how many of them are idle.
 *
 * <p><b>Threads.</b> Any.
 *
 * <p><b>Invariants.</b> I1: a processor that becomes idle is counted after it has become so, one that is taken is
 * uncounted after it has been taken; so the count is exact whenever nobody is between the two, may lag behind, and may
 * be -1 for a moment. It is therefore a hint: whoever must not miss an idle processor (a waiter before it sleeps) looks
 * at every word ({@link #acquireAny}), whoever only saves work may ask {@link #mayHaveIdle} first.
 *
 * <p><b>Memory modes.</b> The count: volatile read, atomic add. The array: final, filled before publication.
 */
public final class ProcessorTable {
    private final Processor[] all;
    private final AtomicInteger idle;

    /**
     * Makes a table of idle processors.
     *
     * @param count how many, 1 or more
     */
    public ProcessorTable(int count) {
        all = new Processor[count];
        for (int i = 0; i < count; i++) {
            all[i] = new Processor(i);
        }
        idle = new AtomicInteger(count);
    }

    /** The number of processors. */
    public int count() {
        return all.length;
    }

    /** The processor with an index in {@code 0..count()-1}. */
    public Processor get(int id) {
        return all[id];
    }

    /** About how many are idle, 0 or more. */
    public int idle() {
        return Math.max(0, idle.get());
    }

    /** Whether one seems to be idle: cheap, and may be wrong for a moment. */
    public boolean mayHaveIdle() {
        return idle.get() > 0;
    }

    /** About how many are tied to a worker in a soft call: looks at each. */
    public int inCall() {
        int inCall = 0;
        for (Processor processor : all) {
            if (Processor.status(processor.state()) == Processor.SYSCALL) {
                inCall++;
            }
        }
        return inCall;
    }

    /**
     * Takes one processor if it is idle.
     *
     * @return the tick of the new holding, -1 if it could not be had
     */
    public long acquire(Processor processor) {
        long tick = processor.tryAcquire();
        if (tick >= 0) {
            idle.getAndDecrement();
        }
        return tick;
    }

    /**
     * Takes any idle processor, looking at every word.
     *
     * @param start the index to begin with, any value
     * @return one that now runs, its holding's tick being that of its word; null if none was idle
     */
    public Processor acquireAny(int start) {
        int n = all.length;
        int first = Math.floorMod(start, n);
        for (int i = 0; i < n; i++) {
            int index = first + i;
            Processor processor = all[index < n ? index : index - n];
            if (processor.tryAcquire() >= 0) {
                idle.getAndDecrement();
                return processor;
            }
        }
        return null;
    }

    /** Ends a holding by its holder; false if it has been retaken. */
    public boolean release(Processor processor, long tick) {
        if (!processor.release(tick)) {
            return false;
        }
        idle.getAndIncrement();
        return true;
    }

    /** Ends somebody else's holding; false if its word has changed since it was seen. */
    public boolean retake(Processor processor, long word) {
        if (!processor.retake(word)) {
            return false;
        }
        idle.getAndIncrement();
        return true;
    }
}
