// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** What a request waits for: 50 ms of sleep, or a byte from a service that takes 50 ms. Counts the requests in flight. */
final class SlowService implements AutoCloseable {

    static final int MILLIS = 50;

    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final Meeting meeting;

    SlowService() throws IOException {
        this(0);
    }

    /** With the agent the first requests wait until there are as many and one more. */
    SlowService(int requests) throws IOException {
        meeting = new Meeting(0, requests + 1);
        start("slow-service", this::serve);
    }

    /** The answer to request n, late. */
    String answer(int n) throws IOException, InterruptedException {
        atOnce.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try {
            meeting.come();
            if (n % 2 == 0) {
                Thread.sleep(MILLIS);
                return answerTo(n);
            }
            try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                socket.getOutputStream().write(n & 0x7f);
                return socket.getInputStream().read() == (n & 0x7f) ? answerTo(n) : "wrong";
            }
        } finally {
            inFlight.decrementAndGet();
        }
    }

    static String answerTo(int n) {
        return "answer " + n;
    }

    /** The most requests that were in flight at the same time. */
    int atOnce() {
        return atOnce.get();
    }

    /** The same since the last call, those included that were in flight then. */
    int atOnceSinceLast() {
        return atOnce.getAndSet(inFlight.get());
    }

    private void serve() {
        try {
            while (true) {
                Socket socket = server.accept();
                start("slow-connection", () -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            int n = socket.getInputStream().read();
            Thread.sleep(MILLIS);
            socket.getOutputStream().write(n);
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
