// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.promises;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Tasks of a FIFO pool start in the order in which they were submitted. */
public final class StartOrder {

    private static final int TASKS = 80;

    private static final int SIZE = 2;

    /**
     * Workers may be held up between taking a task and telling, some at once when the machine stands still; the others go on
     * meanwhile. In no order at all two thirds of the tasks would be as far from their place.
     */
    private static final int FAR = 16;

    private static final int MOST_HELD_UP = 16;

    private StartOrder() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        exactly();
        byAndLarge();
    }

    /** A pool's queue sees who takes which task when: all but those that came with a new thread, in order, to run it next. */
    private static void exactly() throws InterruptedException {
        NotingQueue queue = new NotingQueue();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(SIZE, SIZE, 0, TimeUnit.SECONDS, queue);
        CountDownLatch meeting = Work.meeting(SIZE);
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger withThread = new AtomicInteger();
        List<Runnable> given = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            given.add(new Runnable() {
                @Override
                public void run() {
                    Runnable mine = queue.taken();
                    if (mine == this) {
                        taken.incrementAndGet();
                    } else if (mine == null) {
                        withThread.incrementAndGet();
                    }
                    Work.meet(meeting);
                    Work.block(20);
                }
            });
        }
        given.subList(0, TASKS / 2).forEach(pool::execute);
        Work.await(meeting); // the others come to a pool that has grown
        given.subList(TASKS / 2, TASKS).forEach(pool::execute);
        System.out.println("ended=" + Work.ends(pool) + " left the queue in order="
                + queue.left().equals(given.subList(SIZE, TASKS)) + " run by who took it=" + taken
                + " with a new thread="
                + withThread);
    }

    /** The queue of most pools. */
    private static void byAndLarge() throws InterruptedException {
        AtomicInteger started = new AtomicInteger();
        // no lock: all would queue at it, in an order of its own
        AtomicIntegerArray places = new AtomicIntegerArray(TASKS);
        CountDownLatch meeting = Work.meeting(SIZE);
        ExecutorService pool = Executors.newFixedThreadPool(SIZE);
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
