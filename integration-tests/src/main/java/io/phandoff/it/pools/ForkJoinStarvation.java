// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.pools;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Programs whose tasks wait for tasks of the same ForkJoinPool, so that they end only if more of them run than the pool's size says.
 * Prints ENDED and exits with 0, or HUNG and 2 when the time is over. Arguments: which, milliseconds.
 */
public final class ForkJoinStarvation {
    private static final int TASKS = 8;

    private ForkJoinStarvation() {}

    private interface Program {
        void run() throws Exception;
    }

    /** Runs the program. */
    @SuppressWarnings("CatchAndPrintStackTrace") // the test shows it
    public static void main(String[] args) throws Exception {
        Program program =
                switch (args[0]) {
                    case "stream" -> ForkJoinStarvation::stream;
                    case "sockets" -> ForkJoinStarvation::sockets;
                    case "futures" -> ForkJoinStarvation::futures;
                    case "joins" -> ForkJoinStarvation::joins;
                    default -> throw new IllegalArgumentException("no such program: name=" + args[0]);
                };
        CountDownLatch ended = new CountDownLatch(1);
        Thread runner = new Thread(() -> {
            try {
                program.run();
                ended.countDown();
            } catch (Exception e) {
                e.printStackTrace();
            }
        });
        runner.setDaemon(true);
        runner.start();
        boolean inTime = ended.await(Long.parseLong(args[1]), TimeUnit.MILLISECONDS);
        System.out.println(inTime ? "ENDED" : "HUNG");
        System.exit(inTime ? 0 : 2);
    }

    /** Each element waits until three have begun: those of a parallel stream on two CPUs are begun by two threads. */
    private static void stream() {
        CountDownLatch begun = new CountDownLatch(3); // a stream of 8 has 4 leaves here
        IntStream.range(0, TASKS).parallel().forEach(i -> {
            begun.countDown();
            await(begun);
        });
    }

    /** A pool of one: the first task reads from a socket what the second one writes. */
    private static void sockets() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < TASKS; i++) {
                try (Socket writer = new Socket(server.getInetAddress(), server.getLocalPort());
                        Socket reader = server.accept()) {
                    CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> read(reader), pool);
                    CompletableFuture.runAsync(() -> write(writer), pool);
                    read.get();
                }
            }
        }
        pool.shutdown();
        if (!pool.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("pool has not ended");
        }
    }

    /** Each task waits for the next, by a future that is none of the pool's. */
    private static void futures() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(2);
        waitFor(pool, TASKS);
    }

    private static int waitFor(ForkJoinPool pool, int depth) throws Exception {
        FutureTask<Integer> next = new FutureTask<>(() -> depth == 0 ? 0 : waitFor(pool, depth - 1) + 1);
        pool.execute((Runnable) next);
        return next.get();
    }

    /** What the pool compensates by itself. */
    private static void joins() throws Exception {
        CompletableFuture.supplyAsync(() -> join(TASKS), new ForkJoinPool(1)).get();
    }

    private static int join(int depth) {
        return depth == 0
                ? 0
                : CompletableFuture.supplyAsync(() -> join(depth - 1), currentPool())
                                .join()
                        + 1;
    }

    private static ForkJoinPool currentPool() {
        return ((ForkJoinWorkerThread) Thread.currentThread()).getPool();
    }

    private static int read(Socket socket) {
        try {
            return socket.getInputStream().read();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Socket socket) {
        try {
            socket.getOutputStream().write(1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
