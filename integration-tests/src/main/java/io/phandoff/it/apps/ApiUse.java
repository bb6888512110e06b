// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import io.phandoff.Exemption;
import io.phandoff.ProcessorLocal;
import io.phandoff.Processors;
import io.phandoff.WorldNotStoppedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Uses the API from the tasks of a pool. Prints the same with and without the agent; "without" on the command line leaves
 * out what only an agent can promise. Else it waits before its last step until standard input ends.
 */
public final class ApiUse {
    private static final int TASKS = 2_000;
    private static final AtomicLong FLUSHED = new AtomicLong();
    private static final ProcessorLocal<long[]> HITS =
            ProcessorLocal.of(() -> new long[1], hits -> FLUSHED.addAndGet(hits[0]));

    private ApiUse() {}

    public static void main(String[] args) throws Exception {
        boolean agent = args.length == 0;
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            resizeUnderLoad(pool);
            forEach();
            if (agent) {
                stopTheWorld(pool);
                blocking(pool);
            }
            exempt(pool);
            passThrough(pool);
        } finally {
            pool.shutdown();
            System.out.println("ended=" + pool.awaitTermination(60, TimeUnit.SECONDS));
        }
        follow(agent);
    }

    /** Each task counts once; no count is lost, whatever happens to the processors meanwhile. */
    private static void resizeUnderLoad(ExecutorService pool) throws Exception {
        List<Future<?>> tasks = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            tasks.add(pool.submit(() -> {
                HITS.update(hits -> hits[0]++);
                sleepMicros(200);
                HITS.update(hits -> hits[0]++);
            }));
            if (i % 100 == 0) {
                Processors.resize(1 + i / 100 % 8);
            }
        }
        for (Future<?> task : tasks) {
            task.get();
        }
        Processors.resize(3);
        System.out.println("count=" + Processors.count());
        pool.submit(() -> {}).get();
        HITS.flushShared();
        for (int i = 0; i < 1_000 && hits() < 2 * TASKS; i++) {
            Thread.sleep(10); // a worker that lost its processor to a resize flushes at its next blocking call
        }
        System.out.println("hits=" + hits());
    }

    /** What has been flushed, and what is with the processors now. */
    private static long hits() {
        AtomicLong sum = new AtomicLong();
        Processors.forEach(processor -> sum.getAndAdd(processor.get(HITS)[0]));
        return sum.get() + FLUSHED.get();
    }

    private static void forEach() {
        AtomicInteger visits = new AtomicInteger();
        Processors.forEach(processor -> visits.getAndAdd(1 << processor.id()));
        System.out.println("visits=" + visits);
        try {
            Processors.forEach(processor -> Processors.resize(2));
        } catch (IllegalStateException e) {
            System.out.println("nested=" + e.getCause().getClass().getSimpleName());
        }
    }

    /** While the action runs no task gets on. */
    private static void stopTheWorld(ExecutorService pool) throws Exception {
        AtomicLong steps = new AtomicLong();
        CountDownLatch ended = new CountDownLatch(1);
        List<Future<?>> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tasks.add(pool.submit(() -> {
                while (!ended.await(50, TimeUnit.MICROSECONDS)) {
                    steps.getAndIncrement();
                }
                return null;
            }));
        }
        int moved = 0;
        int stops = 0;
        for (int i = 0; i < 50; i++) {
            long[] seen = new long[2];
            try {
                Processors.stopTheWorld(() -> {
                    seen[0] = steps.get();
                    sleepMicros(2_000);
                    seen[1] = steps.get();
                });
                stops++;
            } catch (WorldNotStoppedException e) {
                System.err.println(e.getMessage()); // a machine that is too busy to run somebody for 100 ms
            }
            moved += seen[0] == seen[1] ? 0 : 1;
        }
        ended.countDown();
        for (Future<?> task : tasks) {
            task.get();
        }
        System.out.println("stopped=" + (stops > 0) + " moved=" + moved);
    }

    /** On one processor, a task that waits for another without a hook, in a call that it has declared. */
    private static void blocking(ExecutorService pool) throws Exception {
        Processors.resize(1);
        AtomicInteger flag = new AtomicInteger();
        Future<Integer> waits = pool.submit(() -> Processors.blocking(() -> {
            while (flag.get() == 0) {
                Thread.onSpinWait();
            }
            return flag.get();
        }));
        pool.submit(() -> flag.set(7)).get(60, TimeUnit.SECONDS);
        System.out.println("blocking=" + waits.get());
        Processors.resize(3);
    }

    @SuppressWarnings("try") // an exemption is there, not used
    private static void exempt(ExecutorService pool) throws Exception {
        Integer result = pool.submit(() -> {
                    try (Exemption outer = Processors.exempt();
                            Exemption inner = Processors.exempt()) {
                        inner.close();
                        sleepMicros(100);
                        return HITS.get() == null ? 1 : 0; // it runs on no processor
                    }
                })
                .get();
        System.out.println("exempt=" + result);
        ExecutorService exempt = Executors.newFixedThreadPool(
                1,
                task -> new Thread(() -> {
                    try (Exemption all = Processors.exempt()) {
                        task.run();
                    }
                }));
        System.out.println("exempt-pool=" + (exempt.submit(HITS::get).get() == null));
        exempt.shutdown();
    }

    private static void passThrough(ExecutorService pool) throws Exception {
        long first = Processors.passThrough("test");
        long second = Processors.passThrough("another");
        System.out.println("older=" + Processors.resume(first));
        System.out.println("task=" + pool.submit(() -> 1).get());
        System.out.println("newest=" + Processors.resume(second) + " again=" + Processors.resume(second));
        System.out.println("task=" + pool.submit(() -> 2).get());
    }

    private static void follow(boolean agent) throws Exception {
        int cpus = Math.max(2, Runtime.getRuntime().availableProcessors());
        Processors.resize(cpus + 3);
        if (agent) {
            System.in.read(); // the agent tells of the number that it finds; in the end that is as at the start
        }
        Processors.followCpus();
        for (int i = 0; i < 100 && Processors.count() != cpus; i++) {
            Thread.sleep(100);
        }
        System.out.println("follows=" + (Processors.count() == cpus));
    }

    private static void sleepMicros(long micros) {
        try {
            TimeUnit.MICROSECONDS.sleep(micros);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
