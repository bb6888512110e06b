// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server that nobody calls: a pool of 16, a cached pool, a ForkJoinPool and a scheduled pool that have all worked and are idle,
 * and a worker that accepts connections. Prints {@code ready} and stays.
 */
public final class IdlePools {

    private static final int THREADS = 16;
    private static final int TASKS = 1_000;

    private IdlePools() {}

    /** Never returns. */
    public static void main(String[] args) throws Exception {
        List<ExecutorService> pools = List.of(
                Executors.newFixedThreadPool(THREADS),
                Executors.newCachedThreadPool(),
                Executors.newWorkStealingPool(THREADS),
                Executors.newScheduledThreadPool(2));
        long sum = 0;
        for (ExecutorService pool : pools) {
            sum += work(pool);
        }
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            pools.get(0).execute(() -> accept(server));
            System.out.println("ready " + sum);
            Thread.currentThread().join();
        }
    }

    private static long work(ExecutorService pool) throws InterruptedException, ExecutionException {
        Callable<Integer> task = () -> Thread.currentThread().getName().length();
        long sum = 0;
        for (int i = 0; i < TASKS; i++) {
            sum += pool.submit(task).get();
        }
        return sum;
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                server.accept().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
