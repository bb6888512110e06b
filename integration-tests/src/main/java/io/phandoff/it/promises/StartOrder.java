// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.promises;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Tasks of a FIFO pool start in the order in which they were submitted. */
public final class StartOrder {

    private static final int TASKS = 80;

    /**
     * Workers may be held up between taking a task and telling, some at once when the machine stands still; the others go on
     * meanwhile. In no order at all two thirds of the tasks would be as far from their place.
     */
    private static final int FAR = 16;

    private static final int MOST_HELD_UP = 16;

    private StartOrder() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        AtomicInteger started = new AtomicInteger();
        // no lock: all would queue at it, in an order of its own
        AtomicIntegerArray places = new AtomicIntegerArray(TASKS);
        CountDownLatch meeting = Work.meeting(2);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        for (int i = 0; i < TASKS; i++) {
            int task = i;
            pool.execute(() -> {
                places.set(task, started.getAndIncrement());
                Work.meet(meeting);
                Work.block(20);
            });
        }
        System.out.println("ended=" + Work.ends(pool));
        int far = 0;
        for (int task = 0; task < TASKS; task++) {
            if (Math.abs(places.get(task) - task) > FAR) {
                far++;
            }
        }
        System.out.println(
                "started=" + started + (far > MOST_HELD_UP ? " out of order, places: " + places : " in order"));
    }
}
