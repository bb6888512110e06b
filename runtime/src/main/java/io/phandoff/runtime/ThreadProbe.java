// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/**
 * What sysmon can ask the platform about a thread, beyond {@link Thread#getState()}. The runtime itself knows no
 * {@code java.management}; the agent fills this in. Called by the sysmon thread, and only for suspects, where
 * nothing else is said.
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

    /** What the operating system does with a thread. */
    enum KernelState {
        /** It runs on a CPU, or would if it were given one. */
        RUNS,
        /** It is asleep: nobody could make it run by giving it a CPU. */
        SLEEPS,
        /** This platform does not tell. */
        UNKNOWN
    }

    /**
     * What the operating system does with a thread right now. Without it a thread that waits for a CPU on a busy machine
     * looks like one that is stuck.
     *
     * @param thread a live or dead thread; never null
     * @param number what {@link #numberOfCurrentThread} told that thread, 0 if it was not asked
     * @return never null
     */
    default KernelState kernelState(Thread thread, int number) {
        return KernelState.UNKNOWN;
    }

    /**
     * How long the CPUs of the machine had nothing to run, all added up, since a time that never changes. Asked by the starter, and only
     * if a pool lacks workers.
     *
     * @return in nanoseconds, -1 if this platform does not tell
     */
    default long idleCpuNanos() {
        return -1;
    }

    /**
     * What the operating system calls the calling thread. Asked by each worker once, before its first task.
     *
     * @return its number, 0 if this platform does not tell
     */
    default int numberOfCurrentThread() {
        return 0;
    }
}
