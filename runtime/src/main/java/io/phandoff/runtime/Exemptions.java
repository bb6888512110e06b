// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * Threads that asked not to be gated before they became workers, as a thread factory's wrapper does. A worker's own count is
 * in {@link Worker#exempt}.
 *
 * <p><b>Threads.</b> Any, about itself, and who ends the runtime; under this object's monitor. Asked when a worker begins, not by hooks.
 */
final class Exemptions {
    private final List<Entry> entries = new ArrayList<>();

    private static final class Entry {
        final WeakReference<Thread> thread;
        int count;

        Entry(Thread thread) {
            this.thread = new WeakReference<>(thread);
        }
    }

    /** Adds to the calling thread's count. */
    void add(int change) {
        add(Thread.currentThread(), change);
    }

    /** The same for a thread that is in no hook any more. */
    synchronized void add(Thread thread, int change) {
        Entry entry = find(thread);
        if (entry == null) {
            entry = new Entry(thread);
            entries.add(entry);
        }
        entry.count += change;
        if (entry.count <= 0) {
            entries.remove(entry);
        }
    }

    /** Takes the calling thread's count out: it is a worker from now on, and has its own. */
    synchronized int take() {
        Entry entry = entries.isEmpty() ? null : find(Thread.currentThread());
        if (entry == null) {
            return 0;
        }
        entries.remove(entry);
        return entry.count;
    }

    private Entry find(Thread thread) {
        Entry found = null;
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            if (entry.thread.refersTo(thread)) {
                found = entry;
            } else if (entry.thread.refersTo(null)) {
                entries.remove(i);
            }
        }
        return found;
    }
}
