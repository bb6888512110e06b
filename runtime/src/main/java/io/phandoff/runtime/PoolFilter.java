// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/** Decides which workers the runtime manages. Called once a worker, by that worker, before its first task. */
public interface PoolFilter {
    /**
     * Whether a worker is to be managed.
     *
     * @param worker the worker's thread, which is the calling one; never null
     * @param executor the pool it works for; never null
     * @return true if it must hold a processor to run; an exception counts as false
     */
    boolean manages(Thread worker, Object executor);
}
