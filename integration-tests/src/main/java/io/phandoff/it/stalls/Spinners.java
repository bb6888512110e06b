// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.stalls;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Tasks of one pool spin, as many as there are processors, until a task of another pool has set a flag. Argument: how many
 * spin at once.
 */
public final class Spinners {

    private static final int ROUNDS = 5;

    private final ExecutorService spinning;
    private final ExecutorService setting = Executors.newFixedThreadPool(1);
    private final int count;
    private volatile int flag;

    private Spinners(int count) {
        this.count = count;
        spinning = Executors.newFixedThreadPool(count);
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        Spinners spinners = new Spinners(Integer.parseInt(args[0]));
        spinners.run("yield", Thread::yield);
        spinners.run("onSpinWait", Thread::onSpinWait);
        spinners.run("bare", () -> {});
        spinners.spinning.shutdown();
        spinners.setting.shutdown();
    }

    private void run(String name, Runnable pause) throws Exception {
        int ended = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            flag = 0;
            List<Future<?>> spinners = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                spinners.add(spinning.submit(() -> spin(pause)));
            }
            int number = round;
            setting.submit(() -> flag = number).get();
            for (Future<?> spinner : spinners) {
                spinner.get();
            }
            ended++;
        }
        System.out.println(name + "=" + ended);
    }

    private void spin(Runnable pause) {
        while (flag == 0) {
            pause.run();
        }
    }
}
