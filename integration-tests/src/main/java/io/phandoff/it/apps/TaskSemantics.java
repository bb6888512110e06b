// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What a task can see and throw: everything printed here must be the same with and without the agent. */
public final class TaskSemantics {

    private static final ThreadLocal<String> LOCAL = ThreadLocal.withInitial(() -> "initial");
    private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

    private TaskSemantics() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        INHERITED.set("from main");
        ExecutorService pool = Executors.newFixedThreadPool(2);
        printFailures(pool);
        printTimeouts(pool);
        printIdentity();
        printGroups(pool);
        printUncaught();
        pool.shutdown();
        System.out.println("terminated=" + pool.awaitTermination(30, TimeUnit.SECONDS));
        printContextLoaders();
    }

    private static void printFailures(ExecutorService pool) throws InterruptedException {
        printFailure(pool, () -> {
            throw new IllegalArgumentException("task failed");
        });
        printFailure(pool, () -> {
            Thread.sleep(2);
            throw new AssertionError("after a sleep");
        });
        printFailure(pool, () -> descend(0));
        printFailure(pool, () -> {
            Thread.currentThread().interrupt();
            Thread.sleep(1);
            return null;
        });
        printFailure(pool, () -> {
            Object monitor = new Object();
            monitor.wait(1);
            return null;
        });
    }

    private static int descend(int depth) {
        return depth < 0 ? 0 : descend(depth + 1) + 1;
    }

    private static void printFailure(ExecutorService pool, Callable<?> task) throws InterruptedException {
        try {
            pool.submit(task).get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            StackTraceElement[] frames = cause.getStackTrace();
            System.out.println(cause + " at " + frames[0] + " ... " + frames[frames.length - 1]);
        }
    }

    private static void printTimeouts(ExecutorService pool) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        System.out.println("await="
                + pool.submit(() -> never.await(20, TimeUnit.MILLISECONDS)).get());
        Future<?> late = pool.submit(() -> never.await(1, TimeUnit.MINUTES));
        try {
            late.get(20, TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            System.out.println("timeout=" + e.getMessage() + " done=" + late.isDone());
        }
        System.out.println("cancel=" + late.cancel(true) + " cancelled=" + late.isCancelled());
        CompletableFuture<Integer> sum =
                CompletableFuture.supplyAsync(() -> 20, pool).thenApplyAsync(n -> n + 1, pool);
        System.out.println("completable=" + sum.get());
    }

    /** In a pool of its own: one whose worker is late from its last task may get a spare for the second of these. */
    private static void printIdentity() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        CyclicBarrier both = new CyclicBarrier(2);
        Callable<String> identity = () -> {
            both.await();
            Thread self = Thread.currentThread();
            return self.getName() + " group=" + self.getThreadGroup().getName() + " daemon=" + self.isDaemon()
                    + " priority=" + self.getPriority() + " local=" + LOCAL.get() + " inherited=" + INHERITED.get();
        };
        Set<String> seen = new TreeSet<>();
        for (Future<String> one : pool.invokeAll(List.of(identity, identity))) {
            seen.add(one.get());
        }
        seen.forEach(System.out::println);
        pool.shutdown();
    }

    private static void printGroups(ExecutorService pool) throws Exception {
        List<Callable<Integer>> squares = IntStream.range(0, 20)
                .mapToObj(n -> (Callable<Integer>) () -> n * n)
                .toList();
        int sum = 0;
        for (Future<Integer> square : pool.invokeAll(squares)) {
            sum += square.get();
        }
        System.out.println("invokeAll=" + sum);
        Callable<String> fails = () -> {
            throw new IllegalStateException("first");
        };
        System.out.println("invokeAny=" + pool.invokeAny(List.of(fails, () -> "second")));
        System.out.println("parallel=" + IntStream.range(0, 1000).parallel().sum());
    }

    /** The JVM's own handler prints it, frames and line numbers included. */
    private static void printUncaught() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(1, task -> new Thread(task, "doomed"));
        pool.execute(() -> {
            throw new IllegalStateException("nobody catches this");
        });
        pool.shutdown();
        System.out.println("terminated=" + pool.awaitTermination(30, TimeUnit.SECONDS));
    }

    private static void printContextLoaders() throws Exception {
        try (URLClassLoader loader = new URLClassLoader("context of main", new URL[0], null)) {
            Thread.currentThread().setContextClassLoader(loader);
            ExecutorService pool = Executors.newFixedThreadPool(2, task -> new Thread(task, "own-thread"));
            Callable<String> name = () -> Thread.currentThread().getName() + " of "
                    + Thread.currentThread().getContextClassLoader().getName();
            for (Future<String> one : pool.invokeAll(List.of(name, name))) {
                System.out.println(one.get());
            }
            pool.shutdown();
        }
    }
}
