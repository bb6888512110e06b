// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.life;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the parts of the agent want to have done when it is stopped; the last one that was added goes first.
 *
 * <p><b>Threads.</b> Any adds, one closes. Who adds one after that (a recording may begin while the agent is stopped) has it closed at
 * once.
 */
public final class Closers {
    private static final long END_MILLIS = 5_000;
    private static final Deque<AutoCloseable> ALL = new ArrayDeque<>();
    private static boolean open;

    private Closers() {}

    /** The agent has been started. */
    public static synchronized void open() {
        open = true;
    }

    /** Adds one; it is called once, on the thread that stops the agent, or at once on this one if it is stopped already. */
    public static void add(AutoCloseable closer) {
        if (!tryAdd(closer)) {
            close(closer);
        }
    }

    private static synchronized boolean tryAdd(AutoCloseable closer) {
        if (open) {
            ALL.push(closer);
        }
        return open;
    }

    /** Calls and forgets all. One that fails does not keep the others from being called. */
    public static void closeAll() {
        for (AutoCloseable closer = next(); closer != null; closer = next()) {
            close(closer);
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // not a stack trace: one line, as in premain
    private static void close(AutoCloseable closer) {
        try {
            closer.close();
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            System.err.println("phandoff: not closed: cause=" + e);
        }
    }

    /** Interrupts a thread, which ends by that, and waits for it, five seconds at most. */
    public static void end(Thread thread) {
        thread.interrupt();
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static synchronized AutoCloseable next() {
        AutoCloseable closer = ALL.poll();
        open &= closer != null;
        return closer;
    }
}
