// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/** Decides which workers the runtime manages, and how. */
public interface PoolFilter {
    /**
     * Whether a worker is to be managed. Called once a worker, by that worker, before its first task.
     *
     * @param worker the worker's thread, which is the calling one; never null
     * @param executor the pool it works for; never null
     * @return true if it must hold a processor to run; an exception counts as false
     */
    boolean manages(Thread worker, Object executor);

    /**
     * What a pool is allowed. Called once a pool, by its first managed worker.
     *
     * @param worker the worker's thread, which is the calling one; never null
     * @param executor the pool it works for; never null
     * @param defaults what holds for all pools; never null
     * @return never null
     */
    default PoolSettings settings(Thread worker, Object executor, PoolSettings defaults) {
        return defaults;
    }

    /**
     * Whether a thread that is about to be started is to be managed though it may belong to no pool. Called by whoever starts it,
     * for each thread, if the hooks for it are installed.
     *
     * @param thread the thread; never null
     * @return what to call the pool that it and its like make up, one of few; null if it is not to be managed
     */
    default String threads(Thread thread) {
        return null;
    }

    /**
     * The name of a worker's pool: its thread's without the number at its end, {@code http-nio-8080-exec} for
     * {@code http-nio-8080-exec-7}.
     *
     * @param threadName never null
     * @return never null
     */
    static String poolName(String threadName) {
        int end = threadName.length();
        while (end > 0 && Character.isDigit(threadName.charAt(end - 1))) {
            end--;
        }
        while (end > 0 && "-_# ".indexOf(threadName.charAt(end - 1)) >= 0) {
            end--;
        }
        return end == 0 ? threadName : threadName.substring(0, end);
    }
}
