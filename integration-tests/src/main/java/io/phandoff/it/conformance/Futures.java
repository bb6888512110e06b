// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import static io.phandoff.it.conformance.Call.MILLIS;
import static io.phandoff.it.conformance.Row.row;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for a task of another pool. */
final class Futures {
    static final List<Row> ROWS = List.of(
            row("FutureTask.get()", () -> {
                FutureTask<String> task = new FutureTask<>(() -> "a");
                return Call.of(task::get, task::run);
            }),
            row("FutureTask.get(long, TimeUnit)", () -> {
                FutureTask<String> task = new FutureTask<>(() -> "a");
                return Call.timed(() -> {
                    try {
                        task.get(MILLIS, TimeUnit.MILLISECONDS);
                    } catch (TimeoutException e) {
                        Conformance.note(e);
                    }
                });
            }),
            row("CompletableFuture.get()", () -> {
                CompletableFuture<String> future = new CompletableFuture<>();
                return Call.of(future::get, () -> future.complete("a"));
            }),
            row("CompletableFuture.get(long, TimeUnit)", () -> {
                CompletableFuture<String> future = new CompletableFuture<>();
                return Call.of(() -> future.get(1, TimeUnit.MINUTES), () -> future.complete("a"));
            }),
            row("CompletableFuture.join", () -> {
                CompletableFuture<String> future = new CompletableFuture<>();
                return Call.of(future::join, () -> future.complete("a"));
            }),
            row("ForkJoinTask.get", () -> forkJoin(ForkJoinTask::get)),
            row("ForkJoinTask.join", () -> forkJoin(ForkJoinTask::join)),
            row("ForkJoinPool.invoke", () -> {
                CountDownLatch end = new CountDownLatch(1);
                ForkJoinPool pool = new ForkJoinPool(1);
                return Call.of(() -> pool.invoke(ForkJoinTask.adapt(() -> await(end))), end::countDown)
                        .closing(pool::shutdownNow);
            }),
            new Row("ForkJoinPool.awaitQuiescence", 17, Futures::quiescence, Row.Length.STEPS),
            row("ExecutorService.invokeAll", () -> {
                CountDownLatch end = new CountDownLatch(1);
                ExecutorService pool = Executors.newCachedThreadPool();
                return Call.of(() -> pool.invokeAll(List.of(() -> await(end))), end::countDown)
                        .closing(pool::shutdownNow);
            }),
            row("ExecutorService.invokeAny", () -> {
                CountDownLatch end = new CountDownLatch(1);
                ExecutorService pool = Executors.newCachedThreadPool();
                return Call.of(() -> pool.invokeAny(List.of(() -> await(end))), end::countDown)
                        .closing(pool::shutdownNow);
            }),
            row("ExecutorService.awaitTermination", () -> {
                CountDownLatch end = new CountDownLatch(1);
                ExecutorService pool = Executors.newCachedThreadPool();
                pool.execute(() -> await(end));
                pool.shutdown();
                return Call.of(() -> pool.awaitTermination(1, TimeUnit.MINUTES), end::countDown);
            }),
            row("ExecutorCompletionService.take", () -> {
                CountDownLatch end = new CountDownLatch(1);
                ExecutorService pool = Executors.newCachedThreadPool();
                ExecutorCompletionService<Boolean> service = new ExecutorCompletionService<>(pool);
                service.submit(() -> await(end));
                return Call.of(service::take, end::countDown).closing(pool::shutdownNow);
            }),
            row("ScheduledExecutorService: get of a delayed task", () -> {
                ScheduledExecutorService pool = Executors.newSingleThreadScheduledExecutor();
                return Call.timed(() -> pool.schedule(() -> "a", MILLIS, TimeUnit.MILLISECONDS)
                                .get())
                        .closing(pool::shutdownNow);
            }));

    private Futures() {}

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private interface Wait {
        void on(ForkJoinTask<?> task) throws Exception;
    }

    private static Call forkJoin(Wait wait) {
        CountDownLatch end = new CountDownLatch(1);
        ForkJoinPool pool = new ForkJoinPool(1);
        ForkJoinTask<?> task = pool.submit(() -> await(end));
        return Call.of(() -> wait.on(task), end::countDown).closing(pool::shutdownNow);
    }

    private static Call quiescence() {

        CountDownLatch end = new CountDownLatch(1);
        ForkJoinPool pool = new ForkJoinPool(1);
        pool.execute(() -> await(end));
        return Call.of(() -> pool.awaitQuiescence(1, TimeUnit.MINUTES), end::countDown)
                .closing(pool::shutdownNow);
    }
}
