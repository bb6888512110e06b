// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/**
 * What the runtime reports. Called by the runtime's own threads only, never by a thread of the program; {@link #modeChanged} by who
 * changes the mode.
 */
public interface RuntimeListener {
    /**
     * The runtime went pass-through: no processor is asked for any more, nobody waits, no pool grows.
     *
     * @param reason what happened; never null
     * @param cause the error behind it, or null
     */
    default void passThrough(String reason, Throwable cause) {}

    /**
     * A spare worker could not be started; the pool goes on with what it has and the runtime tries again later.
     *
     * @param pool the pool's name; never null
     * @param cause what the pool threw; never null
     */
    default void growthFailed(String pool, Throwable cause) {}

    /**
     * A pool that could use a spare worker has reached a cap. Reported once a pool and cap.
     *
     * @param pool the pool's name; never null
     * @param cap {@code "per-pool"} or {@code "total"}
     */
    default void growthCapped(String pool, String cap) {}

    /**
     * The number of processors has changed. Several changes in a row may be reported as one.
     *
     * @param from how many there were when this was last reported
     * @param to how many there are
     */
    default void resized(int from, int to) {}

    /**
     * The flush function of a processor-local threw. Reported once; later ones are not.
     *
     * @param cause what it threw; never null
     */
    default void localFlushFailed(Throwable cause) {}

    /** The runtime is no longer pass-through. */
    default void resumed() {}

    /**
     * Somebody has set the mode.
     *
     * @param mode the new one; never null
     */
    default void modeChanged(Mode mode) {}
}
