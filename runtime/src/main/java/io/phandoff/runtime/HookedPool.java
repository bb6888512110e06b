// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/**
 * What the class of a pool implements once it has been rewritten, if it is none of the JDK's: the two things that only the
 * pool's own code can do. So nothing has to be looked up by reflection, and nothing of the program is kept alive.
 *
 * <p>The names say whose they are: they are added to classes of other people.
 */
public interface HookedPool {
    /**
     * How many tasks are queued that no idle worker is about to take. Neither blocks nor allocates; may be out of date.
     *
     * @return 0 or more; at least 1 if there are some and the pool does not count them
     */
    int phandoffQueued();

    /**
     * How many tasks the program lets be queued. Asked once, when the pool's first worker begins.
     *
     * @return 0 or more; the largest number if there is no limit, or one that spares do not move
     */
    default int phandoffQueueLimit() {
        return Integer.MAX_VALUE;
    }

    /**
     * Starts one worker through the pool's own code, if the pool takes one from the calling thread.
     *
     * @return whether one was started
     */
    boolean phandoffAddWorker();
}
