// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.promises;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Tasks of a FIFO pool start in the order in which they were submitted. */
public final class StartOrder {

    private static final int TASKS = 80;

    /** A worker may be held up between taking a task and telling; the others go on meanwhile. */
    private static final int FAR = 8;

    private static final int MOST_HELD_UP = 4;

    private StartOrder() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        List<Integer> started = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        for (int i = 0; i < TASKS; i++) {
            int task = i;
            pool.execute(() -> {
                synchronized (started) {
                    started.add(task);
                }
                Work.block(20);
            });
        }
        System.out.println("ended=" + Work.ends(pool));
        int far = 0;
        for (int place = 0; place < TASKS; place++) {
            if (Math.abs(started.get(place) - place) > FAR) {
                far++;
            }
        }
        System.out.println(
                "started=" + started.size() + (far > MOST_HELD_UP ? " out of order: " + started : " in order"));
    }
}
