// SPDX-License-Identifier: Apache-2.0
package io.phandoff;

import io.phandoff.runtime.Control;

/** What {@link Processors#exempt} gives; ends when it is closed, by the thread that asked for it. */
public final class Exemption implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private boolean closed;

    Exemption() {
        Control.exempt();
    }

    /**
     * Ends the exemption; a second time it does nothing. If it was the thread's last one, it may wait for a processor.
     *
     * @throws IllegalStateException if called by another thread
     */
    @Override
    public void close() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("exemption closed by another thread: thread="
                    + Thread.currentThread().getName() + " (expected: " + thread.getName() + ")");
        }
        if (!closed) {
            closed = true;
            Control.unexempt();
        }
    }
}
