// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A task that spins until another task of its pool has set a flag: by yield, by onSpinWait and without either. */
public final class Spinner {

    private static final int ROUNDS = 10;
    private static volatile boolean flag;

    private Spinner() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        System.out.println("yield=" + spin(pool, Thread::yield));
        System.out.println("onSpinWait=" + spin(pool, Thread::onSpinWait));
        System.out.println("bare=" + spin(pool, () -> {}));
        pool.shutdown();
    }

    private static int spin(ExecutorService pool, Runnable pause) throws Exception {
        int rounds = 0;
        for (int i = 0; i < ROUNDS; i++) {
            flag = false;
            Future<?> spinner = pool.submit(() -> spinUntilFlag(pause));
            Future<?> setter = pool.submit(Spinner::setFlag);
            spinner.get();
            setter.get();
            rounds++;
        }
        return rounds;
    }

    private static void spinUntilFlag(Runnable pause) {
        while (!flag) {
            pause.run();
        }
    }

    private static void setFlag() {
        flag = true;
    }
}
