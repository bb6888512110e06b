// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A pool of three whose tasks queue for one monitor, in which each sleeps; another pool always has work. */
public final class Contended {
    private static final Object MONITOR = new Object();
    private static final int TASKS = 60;
    private static final int MILLIS = 10;

    private static int entered;

    private Contended() {}

    /** Runs the program. */
    public static void main(String[] args) throws InterruptedException {
        ExecutorService queueing = Executors.newFixedThreadPool(3);
        ExecutorService busy = Executors.newFixedThreadPool(2);
        for (int i = 0; i < TASKS; i++) {
            queueing.execute(Contended::enter);
        }
        while (!queueing.isTerminated()) {
            busy.submit(() -> Cpu.burnMicros(1_000));
            queueing.shutdown();
            queueing.awaitTermination(1, TimeUnit.MILLISECONDS);
        }
        busy.shutdown();
        System.out.println("entered=" + entered);
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
