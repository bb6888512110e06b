// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.runtime.ThreadProbe;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * Asks java.management about threads. Loads it at the first question, which only comes when sysmon has a suspect; knows
 * nothing on a JVM that lacks the module.
 */
public final class ManagementThreadProbe implements ThreadProbe {

    private volatile boolean available = true;
    private final LinuxThreads kernel = new LinuxThreads(this);
    private final LinuxCpus cpus = new LinuxCpus();

    @Override
    public long cpuTimeNanos(Thread thread) {
        if (available) {
            try {
                return Bean.THREADS.getThreadCpuTime(thread.getId());
            } catch (LinkageError | UnsupportedOperationException e) {
                available = false;
            }
        }
        return -1;
    }

    @Override
    public boolean inNative(Thread thread) {
        if (available) {
            try {
                ThreadInfo info = Bean.THREADS.getThreadInfo(thread.getId());
                return info != null && info.isInNative();
            } catch (LinkageError | UnsupportedOperationException e) {
                available = false;
            }
        }
        return false;
    }

    @Override
    public KernelState kernelState(Thread thread, int number) {
        return available ? kernel.state(thread, number) : KernelState.UNKNOWN;
    }

    @Override
    public int numberOfCurrentThread() {
        return LinuxThreads.current();
    }

    @Override
    public long idleCpuNanos() {
        return cpus.idleNanos();
    }

    private static final class Bean {
        static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    }
}
