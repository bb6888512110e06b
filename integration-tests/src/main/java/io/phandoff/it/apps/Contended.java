// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A pool of three whose tasks queue for one monitor, in which each sleeps; another pool always has work. With an argument there are
 * more tasks until a line comes on standard input.
 */
public final class Contended {
    private static final Object MONITOR = new Object();
    private static final int TASKS = 60;
    private static final int MILLIS = 10;

    private static int entered;

    private Contended() {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException, InterruptedException {
        ThreadPoolExecutor queueing = (ThreadPoolExecutor) Executors.newFixedThreadPool(3);
        ThreadPoolExecutor busy = (ThreadPoolExecutor) Executors.newFixedThreadPool(2);
        int tasks = 0;
        do {
            for (int i = 0; i < TASKS; i++) {
                queueing.execute(Contended::enter);
            }
            tasks += TASKS;
            while (!queueing.getQueue().isEmpty()) {
                keepBusy(busy);
                TimeUnit.MILLISECONDS.sleep(1);
            }
        } while (args.length > 0 && System.in.available() == 0);
        queueing.shutdown();
        while (!queueing.awaitTermination(1, TimeUnit.MILLISECONDS)) {
            keepBusy(busy);
        }
        busy.shutdown();
        System.out.println("all entered=" + (entered == tasks));
    }

    /** Or a slow machine would have work left for long. */
    private static void keepBusy(ThreadPoolExecutor busy) {
        if (busy.getQueue().size() < TASKS) {
            busy.execute(() -> Cpu.burnMicros(1_000));
        }
    }

    private static void enter() {
        synchronized (MONITOR) {
            entered++;
            sleep();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
