// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.slf4j.event.Level;

/**
 * The lines that nobody has written yet, bounded: of too many the oldest go, and a line in their place tells how many. Any
 * thread adds and never waits for the one that writes; the monitor is held for a few instructions at a time.
 */
final class LogBuffer {

    private final int capacity;
    private final Deque<LogLine> lines = new ArrayDeque<>();
    private long dropped;
    private boolean writing;

    /**
     * An empty buffer.
     *
     * @param capacity how many lines it holds, at least 1
     */
    LogBuffer(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(LogLine line) {
        if (lines.size() == capacity) {
            lines.removeFirst();
            dropped++;
        }
        lines.addLast(line);
    }

    /** The next line to write, null if there is none; with null the one before counts as written. */
    synchronized LogLine next() {
        writing = dropped > 0 || !lines.isEmpty();
        if (!writing) {
            notifyAll();
            return null;
        }
        if (dropped > 0) {
            LogLine oldest = lines.getFirst();
            String text = "log-lines-dropped count=" + dropped + " kept=" + lines.size();
            dropped = 0;
            return new LogLine(oldest.millis(), ProgramLog.NAME, Level.WARN, text);
        }
        return lines.removeFirst();
    }

    /** The line that was taken last is written, and the next has to wait. */
    synchronized void written() {
        writing = false;
        notifyAll();
    }

    synchronized boolean isEmpty() {
        return dropped == 0 && lines.isEmpty();
    }

    /** Waits until all lines are written, for so long at most. */
    synchronized void awaitEmpty(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (writing || dropped > 0 || !lines.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }
}
