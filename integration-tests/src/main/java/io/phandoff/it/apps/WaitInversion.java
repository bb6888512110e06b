// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Monitor inversion by {@code Object.wait}: the waiter comes back with the monitor taken and needs a processor, while
 * the notifier holds the processor and needs the monitor.
 */
public final class WaitInversion {

    private static final int ROUNDS = 40;
    private static final Object MONITOR = new Object();
    private static boolean waiting;
    private static boolean called;
    private static int entries;

    private WaitInversion() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Future<?> waiter = pool.submit(WaitInversion::waitForCalls);
        Future<?> notifier = pool.submit(WaitInversion::callAndEnter);
        waiter.get();
        notifier.get();
        pool.shutdown();
        System.out.println("rounds=" + ROUNDS + " entries=" + entries);
    }

    private static Void waitForCalls() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            synchronized (MONITOR) {
                waiting = true;
                while (!called) {
                    MONITOR.wait();
                }
                called = false;
                entries++;
            }
        }
        return null;
    }

    private static Void callAndEnter() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            while (!call()) {
                Thread.sleep(1);
            }
            // Meanwhile the waiter wakes up, takes the monitor back and asks for a processor: this one.
            Cpu.burnMicros(1000);
            synchronized (MONITOR) {
                entries++;
            }
        }
        return null;
    }

    private static boolean call() {
        synchronized (MONITOR) {
            if (!waiting) {
                return false;
            }
            waiting = false;
            called = true;
            MONITOR.notifyAll();
            return true;
        }
    }
}
