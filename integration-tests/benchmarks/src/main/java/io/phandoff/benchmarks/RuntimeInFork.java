// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks;

import io.phandoff.Processors;
import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.HandoffRuntime;
import io.phandoff.runtime.Hooks;
import io.phandoff.runtime.RuntimeConfig;
import io.phandoff.runtime.RuntimeListener;
import io.phandoff.runtime.ThreadProbe;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The runtime without the agent, in the JVM that JMH has forked: benchmarks call its hooks themselves. */
final class RuntimeInFork {

    /** Seconds after which a fork ends itself; without it, it never does. */
    static final String LIMIT = "phandoff.benchmarks.limit";

    private static volatile String failure;

    private RuntimeInFork() {}

    /** Starts it, or, where several benchmarks share a JVM, gives it that many processors. */
    static void start(int processors, boolean strict) {
        RuntimeConfig config = new RuntimeConfig(
                processors,
                false,
                0,
                0,
                TimeUnit.MICROSECONDS.toNanos(500),
                strict,
                0,
                TimeUnit.MILLISECONDS.toNanos(10),
                false);
        if (HandoffRuntime.start(config, (worker, executor) -> false, new Probe(), new Listener())) {
            endAfterLimit();
        } else {
            Processors.resize(processors);
        }
    }

    /** Makes the calling thread a managed worker. */
    static void adopt(String name) {
        if (!HandoffRuntime.adoptCurrentThread(name)) {
            throw new IllegalStateException("not adopted: thread=" + Thread.currentThread());
        }
    }

    /** A worker that JMH let wait, outside any hook, may have lost its processor: a call gets it one. */
    static void reacquire() {
        Hooks.enterHard(CallKind.OTHER);
        Hooks.exit();
    }

    /** What a runtime does that has given up is not worth a figure. */
    static void check() {
        if (failure != null) {
            throw new IllegalStateException("pass-through: ".concat(failure));
        }
    }

    private static void endAfterLimit() {
        int seconds = Integer.getInteger(LIMIT, 0);
        if (seconds > 0) {
            Thread watchdog = new Thread(() -> halt(seconds), "watchdog");
            watchdog.setDaemon(true);
            watchdog.start();
        }
    }

    private static void halt(int seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            return;
        }
        System.err.println("not done after " + seconds + " s");
        for (Map.Entry<Thread, StackTraceElement[]> thread :
                Thread.getAllStackTraces().entrySet()) {
            System.err.println(thread.getKey());
            for (StackTraceElement frame : thread.getValue()) {
                System.err.println("    " + frame);
            }
        }
        Runtime.getRuntime().halt(1);
    }

    private static final class Probe implements ThreadProbe {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

        @Override
        public long cpuTimeNanos(Thread thread) {
            return threads.getThreadCpuTime(thread.getId());
        }

        @Override
        public boolean inNative(Thread thread) {
            return false;
        }

        @Override
        public int numberOfCurrentThread() {
            try {
                return KernelThread.current();
            } catch (IOException e) {
                return 0; // not Linux
            }
        }
    }

    private static final class Listener implements RuntimeListener {
        @Override
        public void passThrough(String reason, Throwable cause) {
            failure = reason + ": " + cause;
        }
    }
}
