// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

/** Gives tasks to a pool until the tally says stop. */
interface Driver {

    /** Starts; tasks come from now on. */
    void start();

    /** Waits until it gives no more; the tally has been stopped. */
    void awaitEnd() throws InterruptedException;
}
