// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/** Drives a pool of somebody else's class, which tells how many tasks are queued and starts its workers through its own code. */
abstract class StartingDriver extends PoolDriver {
    private final SpareStarter starter;

    StartingDriver(SpareStarter starter) {
        this.starter = starter;
    }

    @Override
    final boolean mayHaveTasks() {
        return queued() > 0;
    }

    /** It reads a counter of the pool. */
    @Override
    final boolean isKnown() {
        return true;
    }

    @Override
    final boolean startSpare(Pool pool) throws Throwable {
        return starter.start(pool);
    }
}
