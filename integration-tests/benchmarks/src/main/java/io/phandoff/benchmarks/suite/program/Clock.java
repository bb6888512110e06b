// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import java.util.concurrent.locks.LockSupport;

/** The time, as an open loop needs it. */
interface Clock {

    /** The real one. */
    Clock SYSTEM = new Clock() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) {
            LockSupport.parkNanos(nanos);
        }
    };

    /** As {@link System#nanoTime}. */
    long nanos();

    /** Waits for about that time, or less. */
    void sleep(long nanos);
}
