// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.pools;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What a program can see of a ForkJoinPool: everything printed here must be the same with and without the agent. */
@SuppressWarnings({"try", "ThreadPriorityCheck"}) // an interrupt ends the program; priorities are what is looked at
public final class ForkJoinSemantics {
    private static final int PARALLELISM = 4;
    private static final long SECONDS = 30;

    /** Set where the agent is: then tasks may wait for a spare. */
    private static final boolean GROWS = Boolean.getBoolean("it.grows");

    private ForkJoinSemantics() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "3"); // read when first used
        System.out.println("common parallelism=" + ForkJoinPool.getCommonPoolParallelism());
        results();
        workers();
        exceptions();
        blockedAndShutDown();
        blockedAndQuiescent();
        shutdownNow();
        managedBlockers();
    }

    private static void results() throws Exception {
        try (Closing closing = new Closing(new ForkJoinPool(PARALLELISM))) {
            ForkJoinPool pool = closing.pool;
            System.out.println("fib=" + pool.invoke(new Fib(24)));
            System.out.println("completer=" + pool.invoke(new Sum(null, 0, 100_000)));
            System.out.println("invokeAll=" + invokeAll(pool));
            System.out.println("stream in pool="
                    + pool.submit(() -> LongStream.range(0, 300_000).parallel().sum())
                            .get());
            System.out.println("quiescent=" + pool.awaitQuiescence(SECONDS, TimeUnit.SECONDS) + " active="
                    + pool.getActiveThreadCount() + " queued="
                    + (pool.getQueuedTaskCount() + pool.getQueuedSubmissionCount()) + " parallelism="
                    + pool.getParallelism() + " stole="
                    + (pool.getStealCount() > 0));
        }
        int[] sorted = new SplittableRandom(1).ints(200_000).toArray();
        Arrays.parallelSort(sorted);
        System.out.println("sorted=" + IntStream.range(1, sorted.length).allMatch(i -> sorted[i - 1] <= sorted[i]));
        System.out.println("stream="
                + IntStream.range(0, 100_000).parallel().filter(i -> i % 3 == 0).count());
        CompletableFuture<Integer> chain = CompletableFuture.supplyAsync(() -> 0);
        for (int i = 0; i < 500; i++) {
            chain = chain.thenApplyAsync(n -> n + 1).thenCombine(CompletableFuture.supplyAsync(() -> 1), Integer::sum);
        }
        System.out.println("chain=" + chain.get(SECONDS, TimeUnit.SECONDS));
    }

    private static int invokeAll(ForkJoinPool pool) throws Exception {
        Callable<Integer> one = () -> 1;
        int sum = 0;
        for (Future<Integer> each : pool.invokeAll(Collections.nCopies(200, one))) {
            sum += each.get();
        }
        return sum;
    }

    private static void workers() throws Exception {
        ThreadGroup group = new ThreadGroup("workers");
        ClassLoader loader = new ClassLoader() {};
        AtomicInteger made = new AtomicInteger();
        ForkJoinPool.ForkJoinWorkerThreadFactory factory = of -> {
            ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(of);
            thread.setName("mine-" + made.incrementAndGet());
            return thread;
        };
        List<String> seen = new CopyOnWriteArrayList<>();
        Thread owner = new Thread(group, () -> {
            ForkJoinPool pool = new ForkJoinPool(2, factory, null, true);
            CountDownLatch all = new CountDownLatch(20);
            CountDownLatch atOnce = new CountDownLatch(GROWS ? 3 : 0);
            for (int i = 0; i < 20; i++) {
                pool.execute(() -> {
                    Thread self = Thread.currentThread();
                    atOnce.countDown();
                    await(atOnce);
                    sleep(20);
                    seen.add(self.getName().startsWith("mine-") + " "
                            + self.getThreadGroup().getName() + " " + self.isDaemon() + " " + self.getPriority() + " "
                            + (self.getContextClassLoader() == ClassLoader.getSystemClassLoader()));
                    all.countDown();
                });
            }
            await(all);
            pool.shutdown();
        });
        owner.setPriority(4);
        owner.setContextClassLoader(loader);
        owner.start();
        owner.join();
        System.out.println(
                "workers " + seen.size() + " x " + seen.stream().distinct().toList());
    }

    private static void exceptions() throws Exception {
        AtomicReference<Throwable> uncaught = new AtomicReference<>();
        CountDownLatch told = new CountDownLatch(1);
        ForkJoinPool pool = new ForkJoinPool(
                2,
                ForkJoinPool.defaultForkJoinWorkerThreadFactory,
                (thread, e) -> {
                    uncaught.set(e);
                    told.countDown();
                },
                true);
        pool.execute((Runnable) () -> {
            throw new IllegalStateException("executed");
        });
        System.out.println("told=" + told.await(SECONDS, TimeUnit.SECONDS) + " " + uncaught.get());
        try {
            pool.submit((Runnable) () -> {
                        throw new IllegalStateException("submitted");
                    })
                    .get();
        } catch (ExecutionException e) {
            System.out.println("get " + rootOf(e));
        }
        System.out.println("goes on=" + pool.submit(() -> 7).get());
        pool.shutdown();
        System.out.println("terminated=" + pool.awaitTermination(SECONDS, TimeUnit.SECONDS));
        try {
            pool.execute(() -> {});
        } catch (RejectedExecutionException e) {
            System.out.println("rejected");
        }
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }

    /** A pool that is shut down lets its tasks end, the blocked ones too. */
    private static void blockedAndShutDown() throws Exception {
        for (int parallelism : new int[] {1, 2, PARALLELISM}) {
            ForkJoinPool pool = new ForkJoinPool(parallelism);
            AtomicInteger ended = new AtomicInteger();
            AtomicInteger interrupted = new AtomicInteger();
            for (int i = 0; i < 12; i++) {
                pool.execute(() -> (sleep(60) ? ended : interrupted).incrementAndGet());
            }
            pool.shutdown();
            System.out.println("shutdown of " + parallelism + " terminated="
                    + pool.awaitTermination(SECONDS, TimeUnit.SECONDS) + " ended=" + ended + " interrupted="
                    + interrupted);
        }
    }

    /** It is not quiescent while a task is blocked. */
    private static void blockedAndQuiescent() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(2);
        for (int round = 0; round < 5; round++) {
            AtomicInteger ended = new AtomicInteger();
            for (int i = 0; i < 8; i++) {
                int millis = i < 2 ? 150 : 5;
                pool.execute(() -> {
                    sleep(millis);
                    ended.incrementAndGet();
                });
            }
            boolean quiescent = pool.awaitQuiescence(SECONDS, TimeUnit.SECONDS);
            System.out.println("quiescent=" + quiescent + " ended=" + ended);
        }
        System.out.println("active=" + pool.getActiveThreadCount() + " " + pool.isQuiescent());
        pool.shutdown();
        System.out.println("terminated=" + pool.awaitTermination(SECONDS, TimeUnit.SECONDS));
    }

    private static void shutdownNow() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(2);
        CountDownLatch running = new CountDownLatch(2);
        AtomicInteger interrupted = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            pool.execute(() -> {
                running.countDown();
                if (!sleep(60_000)) {
                    interrupted.incrementAndGet();
                }
            });
        }
        await(running);
        sleep(50); // long enough for growth to have looked at them
        pool.shutdownNow();
        System.out.println("shutdownNow terminated=" + pool.awaitTermination(SECONDS, TimeUnit.SECONDS)
                + " interrupted=" + interrupted + " size=" + pool.getPoolSize());
    }

    private static void managedBlockers() throws Exception {
        try (Closing closing = new Closing(new ForkJoinPool(2))) {
            Phaser phaser = new Phaser(12);
            List<ForkJoinTask<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                tasks.add(closing.pool.submit(phaser::arriveAndAwaitAdvance));
            }
            int phases = 0;
            for (ForkJoinTask<Integer> task : tasks) {
                phases += task.get(SECONDS, TimeUnit.SECONDS);
            }
            System.out.println("phases=" + phases);
            System.out.println("nested=" + closing.pool.submit(() -> nested(6)).get(SECONDS, TimeUnit.SECONDS));
        }
    }

    private static int nested(int depth) {
        if (depth == 0) {
            return 1;
        }
        CompletableFuture<Integer> left = CompletableFuture.supplyAsync(() -> nested(depth - 1));
        CompletableFuture<Integer> right = CompletableFuture.supplyAsync(() -> nested(depth - 1));
        return left.join() + right.join();
    }

    /** False if it was interrupted. */
    private static boolean sleep(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not all tasks ran: left=" + latch.getCount());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Closing(ForkJoinPool pool) implements AutoCloseable {
        @Override
        public void close() throws InterruptedException {
            pool.shutdown();
            System.out.println("closed=" + pool.awaitTermination(SECONDS, TimeUnit.SECONDS));
        }
    }

    private static final class Fib extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1;
        private final int n;

        Fib(int n) {
            this.n = n;
        }

        @Override
        protected Integer compute() {
            if (n < 2) {
                return n;
            }
            Fib left = new Fib(n - 1);
            left.fork();
            return new Fib(n - 2).compute() + left.join();
        }
    }

    private static final class Sum extends CountedCompleter<Long> {
        private static final long serialVersionUID = 1;
        private final int from;
        private final int to;
        private Sum left;
        private Sum right;
        private long sum;

        Sum(CountedCompleter<?> parent, int from, int to) {
            super(parent);
            this.from = from;
            this.to = to;
        }

        @Override
        public void compute() {
            if (to - from > 1000) {
                int middle = (from + to) >>> 1;
                left = new Sum(this, from, middle);
                right = new Sum(this, middle, to);
                setPendingCount(2);
                left.fork();
                right.fork();
            } else {
                sum = LongStream.range(from, to).sum();
            }
            tryComplete();
        }

        @Override
        public void onCompletion(CountedCompleter<?> caller) {
            if (left != null) {
                sum = left.sum + right.sum;
            }
        }

        @Override
        public Long getRawResult() {
            return sum;
        }
    }
}
