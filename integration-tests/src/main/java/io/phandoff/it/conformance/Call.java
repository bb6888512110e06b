// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import java.util.concurrent.ExecutorService;

/**
 * One blocking call, prepared. Not thread safe, except that {@code release} runs while the call is blocked.
 *
 * @param starter has a managed worker make the call
 * @param release what ends it, on a plain thread; does nothing for a call that ends by its own time limit
 * @param close gives back what the row took, on a plain thread, after the call
 * @param threads where the caller's thread comes from, null if from the pool given to the starter
 */
record Call(Starter starter, Body release, Body close, WorkerThreads threads) {

    /** How long a call with a time limit waits. */
    static final long MILLIS = 80;

    static final long NANOS = MILLIS * 1_000_000;

    /** How long all calls are left blocked: less than that, or one with a limit would be over when it is looked at. */
    static final long HELD_NANOS = 72_000_000;

    /** Has a worker go through the gate to the call. */
    interface Starter {
        /**
         * Returns at once.
         *
         * @param pool a managed pool; a row may have one of its own
         */
        void start(ExecutorService pool, Gate gate) throws Exception;
    }

    /** A call that another thread ends. */
    static Call of(Body block, Body release) {
        return new Call(onPool(block), release, Body.NOTHING, null);
    }

    /** A call that ends by its own time limit, {@link #MILLIS}. */
    static Call timed(Body block) {
        return of(block, Body.NOTHING);
    }

    /** Sees to it that something is given back afterwards. */
    Call closing(AutoCloseable... resources) {
        return new Call(
                starter,
                release,
                () -> {
                    close.run();
                    for (AutoCloseable resource : resources) {
                        resource.close();
                    }
                },
                threads);
    }

    private static Starter onPool(Body block) {
        return (pool, gate) -> pool.execute(() -> {
            gate.enter();
            try {
                block.run();
            } catch (Exception e) {
                // A row that ends by an exception (a closed channel, a time limit) has blocked all the same.
                Conformance.note(e);
            } finally {
                gate.leave();
            }
        });
    }
}
