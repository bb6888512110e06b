// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Ends in the way its argument says, while workers of a pool are blocked: normal, exit, exit-in-task, halt or throw. */
public final class Exits {

    private static final int CODE = 3;

    private Exits() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("shutdown hook")));
        ExecutorService pool = Executors.newFixedThreadPool(2, Exits::daemon);
        CountDownLatch started = new CountDownLatch(2);
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            pool.submit(() -> {
                started.countDown();
                never.await();
                return null;
            });
        }
        started.await();
        System.out.println("both blocked");
        end(args[0]);
        System.out.println("end of main");
    }

    private static void end(String how) throws Exception {
        switch (how) {
            case "normal" -> System.err.println("ending normally");
            case "exit" -> System.exit(CODE);
            case "exit-in-task" -> {
                ExecutorService other = Executors.newFixedThreadPool(2, Exits::daemon);
                other.submit(() -> System.exit(CODE)).get();
            }
            case "halt" -> Runtime.getRuntime().halt(CODE);
            case "throw" -> throw new IllegalStateException("main failed");
            default ->
                throw new IllegalArgumentException(
                        "unknown end: end=" + how + " (expected: normal, exit, exit-in-task, halt or throw)");
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }
}
