// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.promises;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Executors that promise one task at a time, in order: pools of one, and serial and keyed ones layered on a pool. */
public final class OneAtATime {

    private static final int TASKS = 12;

    private OneAtATime() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor();
        ExecutorService one = Executors.newFixedThreadPool(1);
        ExecutorService pool = Executors.newFixedThreadPool(3);
        Work.meetIn(pool, 3);
        print("single", single);
        print("fixed of one", one);
        print("serial", new Serial(pool));
        Keyed keyed = new Keyed(pool);
        CountDownLatch done = new CountDownLatch(6 * TASKS);
        List<Log> logs = new ArrayList<>();
        for (int key = 0; key < 6; key++) {
            logs.add(new Log(done));
        }
        for (int task = 0; task < TASKS; task++) {
            for (int key = 0; key < 6; key++) {
                Log log = logs.get(key);
                int number = task;
                keyed.execute("key-" + key, () -> log.run(number));
            }
        }
        done.await();
        for (int key = 0; key < 6; key++) {
            System.out.println("key " + key + ": " + logs.get(key));
        }
        System.out.println("ended=" + (Work.ends(single) && Work.ends(one) && Work.ends(pool)));
    }

    private static void print(String name, Executor executor) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(TASKS);
        Log log = new Log(done);
        for (int i = 0; i < TASKS; i++) {
            int number = i;
            executor.execute(() -> log.run(number));
        }
        done.await();
        System.out.println(name + ": " + log);
    }

    /** What ran when; the list is guarded by what it is to prove, but for the count. */
    private static final class Log {
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final List<Integer> order = new ArrayList<>();
        private final CountDownLatch done;

        Log(CountDownLatch done) {
            this.done = done;
        }

        void run(int number) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            order.add(number);
            Work.block(5);
            running.decrementAndGet();
            done.countDown();
        }

        @Override
        public String toString() {
            return "at once=" + most + " order=" + order;
        }
    }

    /** The example of the documentation of Executor. */
    private static final class Serial implements Executor {
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private final Executor executor;
        private Runnable active;

        Serial(Executor executor) {
            this.executor = executor;
        }

        @Override
        public synchronized void execute(Runnable task) {
            tasks.add(() -> {
                try {
                    task.run();
                } finally {
                    next();
                }
            });
            if (active == null) {
                next();
            }
        }

        private synchronized void next() {
            active = tasks.poll();
            if (active != null) {
                executor.execute(active);
            }
        }
    }

    /** A serial executor a key. */
    private static final class Keyed {
        private final Map<String, Serial> serials = new HashMap<>();
        private final Executor executor;

        Keyed(Executor executor) {
            this.executor = executor;
        }

        void execute(String key, Runnable task) {
            serials.computeIfAbsent(key, k -> new Serial(executor)).execute(task);
        }
    }
}
