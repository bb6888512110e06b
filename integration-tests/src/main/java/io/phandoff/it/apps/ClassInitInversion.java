// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;

/**
 * Monitor inversion by class initialisation: one task blocks inside a class initialiser and needs a processor when it
 * comes back, another holds the processor and waits, inside the JVM and RUNNABLE, for that initialiser to end.
 */
public final class ClassInitInversion {

    private static final ExecutorService POOL = Executors.newFixedThreadPool(3);

    private ClassInitInversion() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        System.out.println("sleeping=" + touchTwice(() -> Sleeping.value));
        System.out.println("waiting=" + touchTwice(() -> Waiting.value));
        System.out.println("asking=" + touchTwice(() -> Asking.value));
        POOL.shutdown();
    }

    private static int touchTwice(IntSupplier touch) throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        Future<Integer> first = POOL.submit(() -> meetAndTouch(both, touch));
        Future<Integer> second = POOL.submit(() -> meetAndTouch(both, touch));
        return first.get() + second.get();
    }

    private static int meetAndTouch(CountDownLatch both, IntSupplier touch) throws InterruptedException {
        both.countDown();
        both.await();
        return touch.getAsInt();
    }

    private static void burnInPool() throws Exception {
        POOL.submit(() -> Cpu.burnMicros(1000)).get();
    }

    /** Its initialiser sleeps. */
    private static final class Sleeping {
        static final int value = init();

        private static int init() {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return 1;
        }
    }

    /** Its initialiser waits on a monitor. */
    private static final class Waiting {
        static final int value = init();

        private static int init() {
            Object monitor = new Object();
            long end = System.nanoTime() + 50_000_000;
            synchronized (monitor) {
                try {
                    while (System.nanoTime() - end < 0) {
                        monitor.wait(50);
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return 2;
        }
    }

    /** Its initialiser waits for another task of the same pool. */
    private static final class Asking {
        static final int value = init();

        private static int init() {
            try {
                burnInPool();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return 3;
        }
    }
}
