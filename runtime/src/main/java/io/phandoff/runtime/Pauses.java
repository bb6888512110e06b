// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/**
 * How the world's owner waits between two looks at the processors: first it spins, then it yields the CPU to those it
 * waits for, then it sleeps until it is woken, a millisecond at most. It always looks again (design I7): a wake-up makes
 * it faster, never right.
 *
 * <p><b>Threads.</b> The owner pauses; any thread wakes. <b>Memory modes.</b> {@code asleep}: volatile, set before the owner
 * looks for the last time; all else is the owner's.
 */
final class Pauses {
    private static final int SPINS = 16;
    private static final int YIELDS = 256;

    private volatile boolean asleep;
    private int round;
    private boolean interrupted;

    /** Begins a new wait. */
    void reset() {
        round = 0;
        asleep = false;
    }

    /** How many pauses there were since the last reset. */
    int rounds() {
        return round;
    }

    /** Waits for a while, longer each time; an interrupt is kept for {@link #restoreInterrupt}. */
    @SuppressWarnings("ThreadPriorityCheck") // yield: on one CPU the others need it; nothing depends on it
    void pause() {
        int now = round++;
        if (now < SPINS) {
            for (int i = 0; i < SPINS; i++) {
                Thread.onSpinWait();
            }
        } else if (now < YIELDS) {
            Thread.yield();
        } else {
            sleep();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // one pause; the caller's loop looks at the words
    private synchronized void sleep() {
        asleep = true;
        try {
            wait(1);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        asleep = false;
    }

    /** Any thread: something has changed that the owner may be waiting for. */
    void wake() {
        if (asleep) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Puts back an interrupt that came during the pauses. */
    void restoreInterrupt() {
        if (interrupted) {
            interrupted = false;
            Thread.currentThread().interrupt();
        }
    }
}
