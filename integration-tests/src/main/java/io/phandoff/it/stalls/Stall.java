// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.stalls;

/** One way for a thread to be stuck for {@link #MILLIS} without saying so. Not thread safe but where it says so. */
interface Stall {
    /** How long the thread is stuck. */
    int MILLIS = 100;

    /** Prepares the next time that somebody is stuck; any thread. */
    void arm() throws Exception;

    /** Is stuck once; another thread than the one that armed it. */
    void block() throws Exception;

    /** Nothing to prepare. */
    interface OfOneThread extends Stall {
        @Override
        default void arm() {}
    }
}
