// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/**
 * What sysmon can ask the platform about a thread, beyond {@link Thread#getState()}. The runtime itself knows no
 * {@code java.management}; the agent fills this in. Called by the sysmon thread only, and only for suspects.
 */
public interface ThreadProbe {
    /**
     * CPU time that a thread has used so far.
     *
     * @param thread a live or dead thread; never null
     * @return nanoseconds, or -1 if unknown
     */
    long cpuTimeNanos(Thread thread);

    /**
     * Whether a thread is executing native code right now.
     *
     * @param thread a live or dead thread; never null
     * @return true if it is known to be
     */
    boolean inNative(Thread thread);
}
