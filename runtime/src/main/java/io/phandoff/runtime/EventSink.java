// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/**
 * Whom the runtime tells of single events while somebody records them; see {@link HandoffRuntime#setEventSink}.
 *
 * <p><b>Threads.</b> Any, workers of the program in the middle of a hook among them. So nothing here may wait, take a lock that is
 * held for long, call the program, or throw. Hooks that an implementation meets by itself count as nested calls.
 *
 * <p>Times are those of {@link System#nanoTime}. Processors are given by index, one beyond the fixed set as -1.
 */
public interface EventSink {
    /** A worker waits for a processor. */
    int WAIT = 0;
    /** A worker has given its processor up at a blocking call. */
    int HANDOFF = 1;
    /** The number of processors changes. */
    int RESIZE = 2;
    /** The world is being stopped. */
    int WORLD_STOP = 3;

    /** Why a worker's time on a processor ended: below this number, a call of that {@link CallKind}. */
    int NO_CALL = 64;
    /** It found no task. */
    int NO_TASK = NO_CALL;
    /** It had used its slice and others waited. */
    int GAVE_WAY = NO_CALL + 1;
    /** Somebody asked for the processor: a stop, a smaller number of processors, pass-through. */
    int ASKED = NO_CALL + 2;
    /** It was retaken. */
    int RETAKEN = NO_CALL + 3;
    /** Anything else: the worker ended, or became exempt. */
    int RELEASED = NO_CALL + 4;

    /**
     * Something with a duration begins on the calling thread.
     *
     * @param what {@link #WAIT} and its like
     * @return given back when it has ended; null if nobody wants to know
     */
    Object begin(int what);

    /**
     * A wait for a processor has ended, on the thread that has waited.
     *
     * @param begun what {@link #begin} gave; may be null
     * @param pool the worker's pool
     * @param resumes whether the worker is in the middle of a task
     * @param processor the processor that it was given; -1 if it goes on without
     */
    void waited(Object begun, String pool, boolean resumes, int processor);

    /**
     * A call has ended for which the calling thread had given its processor up.
     *
     * @param begun what {@link #begin} gave
     * @param pool the worker's pool
     * @param kind one of {@link CallKind}
     * @param processor what it had given up
     */
    void handedOff(Object begun, String pool, int kind, int processor);

    /** The number of processors has changed. */
    void resized(Object begun, int from, int to);

    /**
     * A stop of the world is over.
     *
     * @param begun what {@link #begin} gave; may be null
     * @param inTheWay who would not stop; null if it was done
     */
    void worldStopped(Object begun, String inTheWay);

    /**
     * A worker's time on a processor of the fixed set is over. The most frequent of all: once a hand-off.
     *
     * @param worker its thread
     * @param pool its pool
     * @param processor the processor
     * @param from since when
     * @param to until when
     * @param why a {@link CallKind}, {@link #NO_TASK} or its like
     */
    void ran(Thread worker, String pool, int processor, long from, long to, int why);

    /**
     * A processor was retaken.
     *
     * @param holder who held it
     * @param pool its pool
     * @param processor the processor
     * @param cause index into {@link StatsSnapshot#RETAKE_CAUSES}
     * @param kind the call that the holder is in, a {@link CallKind}; -1 if none is known
     * @param stack where the holder was, innermost first; null if that was not looked at
     * @param at when
     */
    void retaken(Thread holder, String pool, int processor, int cause, int kind, StackTraceElement[] stack, long at);

    /**
     * A pool has got a spare worker.
     *
     * @param threads how many workers it has; the new one is among them once it has begun to run, which may be later
     * @param spares how many spares it has, this one included
     */
    void grown(String pool, int threads, int spares);

    /**
     * A pool has lost a spare worker.
     *
     * @param threads how many workers it has; the spare is among them until it has ended, which may be later
     * @param spares how many spares it has left
     */
    void shrunk(String pool, int threads, int spares);

    /** Pass-through has begun, or ended if there is no reason. */
    void passThrough(String reason);
}
