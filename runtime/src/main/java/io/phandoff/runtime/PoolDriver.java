// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/**
 * What only the class of a pool knows: how many tasks are queued, and how to add a worker. One for each pool; keeps nothing
 * of the program alive.
 *
 * <p><b>Threads.</b> {@link #mayHaveTasks}: hooks, so it neither blocks nor allocates. {@link #startSpare}: the starter. The
 * others: the runtime's threads.
 */
abstract class PoolDriver {
    /** Of a pool without a queue, or one that nobody may ask: it does not grow. */
    static final PoolDriver NONE = new PoolDriver() {
        @Override
        boolean mayHaveTasks() {
            return true;
        }

        @Override
        int queued() {
            return 0;
        }

        @Override
        boolean isKnown() {
            return true;
        }

        @Override
        boolean startSpare(Pool pool) {
            return false;
        }
    };

    /** Whether tasks may be queued: false only if there are none. */
    abstract boolean mayHaveTasks();

    /** The number of queued tasks, 0 if the pool is gone. May run the program's code unless {@link #isKnown}. */
    abstract int queued();

    /** Whether {@link #queued} is safe from any thread. */
    abstract boolean isKnown();

    /** Starts one worker; false if the pool does not take one. What the pool throws is passed on. */
    abstract boolean startSpare(Pool pool) throws Throwable;

    /**
     * Whether the last {@link #startSpare} that started none has come as far as the pool's thread factory, if that is known: else the
     * pool keeps its own rules, and nothing has failed. Starter only.
     */
    boolean hasAskedFactory() {
        return true;
    }

    /**
     * Whether the pool counts a blocked worker as running until it is told that another may run in its place; an idle worker
     * does not come to help before. Then a spare stands for one worker: {@link CompensatingDriver}.
     */
    boolean compensates() {
        return false;
    }

    /**
     * Whether the pool gives its tasks to a worker that is idle. Hooks call it.
     *
     * @param counts a word of {@link PoolCounts} with an idle worker
     * @param spares how many workers growth has added
     */
    boolean wakesIdle(long counts, int spares) {
        return true;
    }

    /** Any thread: one worker that was replaced runs again. Only where the pool compensates. */
    void takeBack(Pool pool) {}

    /**
     * The number of workers that the pool would have without growth.
     *
     * @param threads those that it has
     * @param spares how many of them growth has added
     */
    int size(int threads, int spares) {
        return threads - spares;
    }
}
