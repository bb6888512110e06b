// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.token;

import java.util.Arrays;

/**
 * The processors, how many of them are in use, and how many of those are idle.
 *
 * <p><b>Threads.</b> Any; {@link #grow} and {@link #trim} only the resizer, one at a time.
 *
 * <p><b>Invariants.</b> I1: a processor that becomes idle is counted after it has become so, one that is taken is
 * uncounted after it has been taken; so the count is exact whenever nobody is between the two, may lag behind, and may
 * be -1 for a moment. It is therefore a hint: whoever must not miss an idle processor (a waiter before it sleeps) looks
 * at every word ({@link #acquireAny}), whoever only saves work may ask {@link #mayHaveIdle} first. I2: a processor is
 * never forgotten and never moves: what was made stays in {@code made} at its index, dead or not, so an old holding
 * always finds the object it names. I3: growing publishes processors before it raises the count; shrinking lowers the
 * count last, when those beyond it are dead.
 *
 * <p><b>Memory modes.</b> The number of idle ones: volatile read, atomic add. {@code made}, {@code count}: volatile;
 * readers read {@code count} first, so what they read next is long enough.
 */
public final class ProcessorTable {
    private final IdleCount idle;
    private volatile Processor[] made;
    private volatile int count;

    /**
     * Makes a table of idle processors.
     *
     * @param count how many, 1 or more
     */
    public ProcessorTable(int count) {
        Processor[] all = new Processor[count];
        for (int i = 0; i < count; i++) {
            all[i] = new Processor(i);
        }
        made = all;
        this.count = count;
        idle = new IdleCount();
        idle.add(count);
    }

    /** The number of processors. */
    public int count() {
        return count;
    }

    /** The processor with an index that is or was in {@code 0..count()-1}. */
    public Processor get(int id) {
        return made[id];
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
        int n = count;
        for (int i = 0; i < n; i++) {
            if (Processor.status(made[i].state()) == Processor.SYSCALL) {
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
            idle.add(-1);
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
        int n = count;
        Processor[] all = made;
        int first = Math.floorMod(start, n);
        for (int i = 0; i < n; i++) {
            int index = first + i;
            Processor processor = all[index < n ? index : index - n];
            if (processor.tryAcquire() >= 0) {
                idle.add(-1);
                return processor;
            }
        }
        return null;
    }

    /** Ends a holding by its holder; false if something is asked of it or it has been retaken. */
    public boolean release(Processor processor, long tick) {
        return counted(processor.release(tick));
    }

    /** Ends a holding by its holder, who was asked to; false if its word has changed since it was seen. */
    public boolean yieldAsked(Processor processor, long word) {
        return counted(processor.yieldAsked(word));
    }

    /** Takes a processor out of a soft call; false if its word has changed since it was seen. */
    public boolean retake(Processor processor, long word) {
        return counted(processor.retake(word));
    }

    private boolean counted(boolean becameIdle) {
        if (becameIdle) {
            idle.add(1);
        }
        return becameIdle;
    }

    /** Takes a processor into the caller's hands, see {@link Processor#stop}. */
    public boolean stop(Processor processor, long word) {
        return uncounted(processor.stop(word), word);
    }

    /** Takes a processor into the caller's hands, see {@link Processor#seize}. */
    public boolean seize(Processor processor, long word) {
        return uncounted(processor.seize(word), word);
    }

    private boolean uncounted(boolean taken, long word) {
        if (taken && Processor.status(word) == Processor.IDLE) {
            idle.add(-1);
        }
        return taken;
    }

    /** Lets go of a processor that the caller has in hands: it is idle. */
    public void restart(Processor processor, long tick) {
        processor.restart(tick);
        idle.add(1);
    }

    /** The resizer: adds idle processors up to a number; those that were there before, with their ticks. */
    public void grow(int to) {
        int from = count;
        Processor[] all = made.length < to ? Arrays.copyOf(made, to) : made;
        for (int i = from; i < to; i++) {
            if (all[i] == null) {
                all[i] = new Processor(i);
            } else {
                all[i].revive();
            }
        }
        made = all;
        count = to;
        idle.add(Math.max(0, to - from));
    }

    /** The resizer: those from a number on are dead; forgets to look at them. */
    public void trim(int to) {
        count = to;
    }
}
