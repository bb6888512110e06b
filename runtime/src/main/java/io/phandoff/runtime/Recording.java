// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;

/**
 * Whether somebody records events, and who. While nobody does, a place that could tell of one costs the read of {@code sink}; no
 * such place is on the way of a soft call that keeps its processor.
 *
 * <p><b>Threads.</b> Any. <b>Memory modes.</b> {@code sink}: volatile, written under the class's monitor. Who has read it may tell it of one more event after it
 * was taken away. {@code Worker.takenAt}: its owner, plain, before it publishes the holding, and not again while it has that one. A
 * thief reads it between an acquire read that saw what it takes (the holding; of a soft call, the word) and its CAS of the same.
 */
final class Recording {
    private static volatile EventSink sink;

    private Recording() {}

    /** Whom to tell, null: nobody. */
    static EventSink sink() {
        return sink;
    }

    static synchronized void setSink(EventSink to) {
        sink = to;
    }

    /** Tells nobody any more if it was he: who was told to stop late must not stop the next. */
    static synchronized void clearSink(EventSink of) {
        if (of != null && sink == of) {
            sink = null;
        }
    }

    /** The time if somebody records, else 0. */
    static long now(NanoClock clock) {
        return sink == null ? 0 : clock.nanoTime();
    }

    /**
     * The end of a holding of the fixed set.
     *
     * @param from {@code worker.takenAt}, read by a thief before he takes; 0 if nobody recorded then
     * @param to the end, 0 if nobody records
     */
    static void ran(Worker worker, Processor processor, long from, long to, int why) {
        EventSink current = sink;
        if (current != null && from != 0 && to != 0) {
            current.ran(worker.thread, worker.pool.name, processor.id(), from, to, why);
        }
    }

    /** Why a worker releases its processor by itself. */
    static int why(Worker worker) {
        if (worker.counted == Worker.BLOCKED) {
            return worker.callKind;
        }
        return worker.fetching || worker.inReserve ? EventSink.NO_TASK : EventSink.RELEASED;
    }

    /** A processor was retaken from a worker in a soft call, or one that runs. */
    static void retaken(Worker worker, Processor processor, int cause, long at) {
        EventSink current = sink;
        if (current != null) {
            int kind = cause == Sysmon.IN_CALL ? worker.callKind : -1;
            current.retaken(worker.thread, worker.pool.name, processor.id(), cause, kind, null, at);
        }
    }

    /** Something with a duration begins; null if nobody records. */
    static Object begin(int what) {
        EventSink current = sink;
        return current == null ? null : current.begin(what);
    }

    /** A call for which the worker gave its processor up has ended. */
    static void handedOff(Worker worker, long old) {
        Object begun = worker.begun;
        worker.begun = null;
        EventSink current = sink;
        if (current != null) {
            current.handedOff(begun, worker.pool.name, worker.callKind, Processor.idOf(old));
        }
    }

    /** A pool has one spare more. */
    static void grown(Pool pool) {
        EventSink current = sink;
        if (current != null) {
            current.grown(pool.name, pool.threads(), pool.spares.get());
        }
    }

    /** A pool has one spare less. */
    static void shrunk(Pool pool) {
        EventSink current = sink;
        if (current != null) {
            current.shrunk(pool.name, pool.threads(), pool.spares.get());
        }
    }
}
