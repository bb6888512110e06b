// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Selector;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A pool of two whose threads are two event loops, one that selects and one that accepts, with tasks queued behind them. Both get
 * events for a second, then end. Prints how many threads the pool had made by then, and how many of the tasks have run in the end.
 */
public final class EventLoops {
    private static final int QUEUED = 10;
    private static final int EVENTS = 20;
    private static final long PAUSE_MILLIS = 50;
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final CountDownLatch ACCEPTED = new CountDownLatch(EVENTS);
    private static volatile boolean ending;

    private EventLoops() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2, EventLoops::thread);
        AtomicInteger ran = new AtomicInteger();
        try (Selector selector = Selector.open();
                ServerSocket server = new ServerSocket(0, EVENTS, InetAddress.getLoopbackAddress())) {
            CountDownLatch begun = new CountDownLatch(2);
            Future<?> selecting = pool.submit(() -> selectAll(selector, begun));
            Future<?> accepting = pool.submit(() -> acceptAll(server, begun));
            while (begun.getCount() > 0) { // what a thread is held up by in its first call is no event loop
                event(selector, server);
            }
            for (int i = 0; i < QUEUED; i++) {
                pool.execute(ran::incrementAndGet);
            }
            for (int i = 0; i < EVENTS; i++) {
                event(selector, server);
            }
            ACCEPTED.await();
            int made = MADE.get();
            ending = true;
            event(selector, server);
            selecting.get();
            accepting.get();
            pool.shutdown();
            boolean ended = pool.awaitTermination(30, TimeUnit.SECONDS);
            System.out.println("threads=" + made + " ran=" + ran + " ended=" + ended);
        }
    }

    private static Thread thread(Runnable task) {
        MADE.incrementAndGet();
        return new Thread(task);
    }

    private static void event(Selector selector, ServerSocket server) throws IOException, InterruptedException {
        selector.wakeup();
        new Socket(server.getInetAddress(), server.getLocalPort()).close();
        Thread.sleep(PAUSE_MILLIS);
    }

    private static Void selectAll(Selector selector, CountDownLatch begun) throws IOException {
        selector.select();
        begun.countDown();
        while (!ending) {
            selector.select();
        }
        return null;
    }

    private static Void acceptAll(ServerSocket server, CountDownLatch begun) throws IOException {
        server.accept().close();
        begun.countDown();
        while (!ending) {
            server.accept().close();
            ACCEPTED.countDown();
        }
        return null;
    }
}
