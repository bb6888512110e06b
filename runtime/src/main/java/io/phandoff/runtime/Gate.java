// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;

/**
 * Where a pool's workers wait between two tasks, holding neither a task nor a lock.
 *
 * <p><b>Threads.</b> Workers begin and end; anybody polls the queue; the two fields at the end are sysmon's.
 *
 * <p><b>Memory modes.</b> Both counts: volatile read, atomic add.
 */
final class Gate {
    private static final int CAPACITY = 1 << 10;

    final MpmcVarHandleArrayQueue<Waiter> queue = new MpmcVarHandleArrayQueue<>(CAPACITY);
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    /** Sysmon: how many waits had ended when it last saw that number change, and when that was. */
    int endedSeen;

    long endedSince;

    void begin() {
        waiting.getAndIncrement();
    }

    void end() {
        waiting.getAndDecrement();
        ended.getAndIncrement();
    }

    int waiting() {
        return waiting.get();
    }

    /** How many waits have ended so far; wraps. */
    int ended() {
        return ended.get();
    }
}
