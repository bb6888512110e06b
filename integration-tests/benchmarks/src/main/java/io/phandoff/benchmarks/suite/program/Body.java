// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

/** What a task does; any number of threads at once. */
interface Body {

    /** Counts, and its time from when it was to start until its end is a latency. */
    long WHOLE = -1;

    /** Counts, but its time is no latency. */
    long UNTIMED = -2;

    /** Does not count: it is there to be in the way of others. */
    long UNCOUNTED = -3;

    /**
     * Runs a task.
     *
     * @param number of the task, from 0 on; in a closed loop modulo the tasks in flight no two run at once
     * @return one of the constants, or the latency in nanoseconds where it is not that of the whole task
     */
    long run(long number) throws Exception;

    /**
     * When all has ended: whether all has been done.
     *
     * @param runs how many tasks ran
     * @throws IllegalStateException when not
     */
    default void check(long runs) throws Exception {}
}
