// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/**
 * What one worker does at one moment. The values are read one after the other while it runs, so they may not fit together.
 *
 * @param thread its thread's name
 * @param threadId its thread's id
 * @param threadState what the JVM says of its thread
 * @param pool its pool's name
 * @param poolId tells apart pools of one name, as {@link PoolDetails#id}
 * @param state what it does
 * @param call the kind of call it is in, null if it is in none
 * @param processor the processor that it holds or that is tied to it, -1 if none
 * @param nanos for how long it has been in this state; {@link State#RUNNING} and {@link State#OVERCOMMITTED}: at least; -1 if unknown
 * @param position its place in its queue, from 1 on, if it waits for a processor; else 0. By how long it has waited, so approximate: one
 *     that was woken in vain has queued again behind the others
 */
public record WorkerSnapshot(
        String thread,
        long threadId,
        Thread.State threadState,
        String pool,
        long poolId,
        State state,
        String call,
        int processor,
        long nanos,
        int position) {

    /** What a worker does. */
    public enum State {
        /** Waits for a processor in the middle of a task, after a call. */
        WAITS_TO_RESUME("waits to resume"),
        /** Waits for a processor between two tasks. */
        WAITS_TO_START("waits to start"),
        /** Runs on a processor. */
        RUNNING("running"),
        /** Runs beyond the processors. */
        OVERCOMMITTED("over-committed"),
        /** Runs without a processor: it was taken from it, or nobody needs one. */
        WITHOUT("running without"),
        /** In a short call; its processor is tied to it. */
        IN_CALL("in a call"),
        /** Blocked in a call; its processor is for others. */
        BLOCKED("blocked"),
        /** Waits for a task. */
        IDLE("idle"),
        /** Between two of these. */
        OTHER("between");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** The state in words. */
        public String text() {
            return text;
        }
    }
}
