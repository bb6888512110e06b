// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import io.phandoff.runtime.HandoffRuntime;
import io.phandoff.runtime.PoolSnapshot;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A worker blocks some 50 ms in every kind of blocking call. Argument: {@code direct} (plain calls), {@code indirect}
 * (through lambdas and method references), {@code io} or {@code none}. Prints the name of each call when it is over; with a
 * second argument, which takes the agent, the pools that it manages then.
 */
public final class BlockingKinds {

    static final long MILLIS = 50;

    private BlockingKinds() {}

    /** A call that blocks. */
    interface Call {
        void run() throws Exception;
    }

    private interface MillisCall {
        void run(long millis) throws InterruptedException;
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Thread[] worker = new Thread[1];
        pool.submit(() -> {
                    worker[0] = Thread.currentThread();
                    switch (args[0]) {
                        case "direct" -> direct();
                        case "indirect" -> indirect();
                        case "io" -> BlockingIo.all();
                        case "none" -> System.out.println("nothing");
                        default ->
                            throw new IllegalArgumentException(
                                    "unknown group: group=" + args[0] + " (expected: direct, indirect, io or none)");
                    }
                    return null;
                })
                .get();
        // it parks for its next task in each run, or the parks of two runs could not be compared
        while (worker[0].getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        if (args.length > 1) {
            List<String> pools = HandoffRuntime.snapshot().pools().stream()
                    .map(PoolSnapshot::name)
                    .toList();
            System.out.println("pools=" + pools);
        }
        pool.shutdown();
    }

    static void call(String name, Call call) throws Exception {
        call.run();
        System.out.println(name);
    }

    private static void direct() throws Exception {
        call("sleep(J)", () -> Thread.sleep(MILLIS));
        call("sleep(JI)", () -> Thread.sleep(MILLIS, 500_000));
        call("TimeUnit.sleep", () -> TimeUnit.MILLISECONDS.sleep(MILLIS));
        Object monitor = new Object();
        synchronized (monitor) {
            monitor.wait(MILLIS);
            monitor.wait(MILLIS, 500_000);
            TimeUnit.MILLISECONDS.timedWait(monitor, MILLIS);
        }
        System.out.println("wait(J) wait(JI) timedWait");
        call("wait()", () -> waitFor(monitor));
        Thread worker = Thread.currentThread();
        Thread sleeper = new Thread(() -> napUntilWaits(worker));
        sleeper.start();
        call("join", sleeper::join);
        call("parkNanos", () -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(MILLIS)));
        call("parkUntil", () -> LockSupport.parkUntil(monitor, System.currentTimeMillis() + MILLIS));
        call("latch", () -> new CountDownLatch(1).await(MILLIS, TimeUnit.MILLISECONDS));
        call("process", () -> new ProcessBuilder("sleep", "0.05").start().waitFor());
    }

    private static void waitFor(Object monitor) throws InterruptedException {
        Thread notifier = new Thread(() -> {
            nap();
            synchronized (monitor) {
                monitor.notifyAll();
            }
        });
        synchronized (monitor) {
            notifier.start();
            monitor.wait();
        }
    }

    /** A thread that has ended before it is joined lets nobody wait. */
    private static void napUntilWaits(Thread other) {
        do {
            nap();
        } while (other.getState() != Thread.State.WAITING);
    }

    private static void nap() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(MILLIS));
    }

    private static void indirect() throws Exception {
        Object monitor = new Object();
        MillisCall sleepReference = Thread::sleep;
        MillisCall sleepLambda = millis -> Thread.sleep(millis);
        MillisCall waitReference = monitor::wait;
        MillisCall waitLambda = millis -> {
            monitor.wait(millis);
        };
        sleepReference.run(MILLIS);
        System.out.println("sleep by method reference");
        sleepLambda.run(MILLIS);
        System.out.println("sleep by lambda");
        synchronized (monitor) {
            waitReference.run(MILLIS);
            System.out.println("wait by method reference");
            waitLambda.run(MILLIS);
            System.out.println("wait by lambda");
        }
    }
}
