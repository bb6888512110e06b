// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Tells the listener of pass-through and its end, in their order, on a thread of its own: the one that caused it may be in
 * the middle of anything, and the runtime's other threads may be what failed. The thread lives while there is something to
 * tell.
 *
 * <p><b>Threads.</b> Any thread adds, the teller takes; under this object's monitor, which is not held while it tells.
 */
final class PassThroughTeller implements Runnable {
    private final RuntimeListener listener;
    private final Queue<Event> events = new ArrayDeque<>();
    private boolean telling;

    private static final class Event {
        final String reason;
        final Throwable cause;

        Event(String reason, Throwable cause) {
            this.reason = reason;
            this.cause = cause;
        }
    }

    PassThroughTeller(RuntimeListener listener) {
        this.listener = listener;
    }

    /**
     * Adds something to tell.
     *
     * @param reason why it began, or null: it has ended
     * @param cause the error behind it, or null
     */
    synchronized void tell(String reason, Throwable cause) {
        events.add(new Event(reason, cause));
        if (!telling) {
            telling = true;
            Thread thread = new Thread(null, this, "phandoff-pass-through", 0, false);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private synchronized Event next() {
        Event event = events.poll();
        telling = event != null;
        return event;
    }

    @Override
    public void run() {
        for (Event event = next(); event != null; event = next()) {
            EventSink sink = Recording.sink();
            if (sink != null) {
                sink.passThrough(event.reason);
            }
            if (event.reason == null) {
                listener.resumed();
            } else {
                listener.passThrough(event.reason, event.cause);
            }
        }
    }
}
