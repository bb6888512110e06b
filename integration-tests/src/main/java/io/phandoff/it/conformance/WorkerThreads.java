// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads of the pools under test; by their name the agent manages them and nothing else. */
final class WorkerThreads implements ThreadFactory {
    private static final Path SELF = Path.of("/proc/thread-self");

    private final String prefix;
    private final AtomicInteger made = new AtomicInteger();
    private volatile Thread last;
    private volatile Path schedule;

    WorkerThreads(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(
                () -> {
                    findSchedule();
                    work.run();
                },
                prefix + made.incrementAndGet());
        thread.setDaemon(true);
        last = thread;
        return thread;
    }

    private void findSchedule() {
        try {
            schedule = Path.of("/proc").resolve(Files.readSymbolicLink(SELF)).resolve("schedstat");
        } catch (IOException e) {
            Conformance.note(e); // not on Linux
        }
    }

    /** The CPU time of the thread made last, in nanoseconds: exact, also while it runs. */
    long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(last.getId());
    }

    /** The state of the thread made last. */
    Thread.State lastState() {
        Thread thread = last;
        return thread == null ? Thread.State.NEW : thread.getState();
    }

    /**
     * The kernel's times of the thread made last. They are exact while it sleeps.
     *
     * @throws Conformance.Unavailable if the kernel does not tell
     */
    KernelTimes times() throws Conformance.Unavailable {
        Path path = schedule;
        try {
            String[] fields = Files.readString(path == null ? SELF.resolve("schedstat") : path)
                    .trim()
                    .split(" ", -1);
            return new KernelTimes(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
        } catch (IOException | NumberFormatException e) {
            Conformance.note(e);
            throw new Conformance.Unavailable("no " + SELF.resolve("schedstat"));
        }
    }
}
