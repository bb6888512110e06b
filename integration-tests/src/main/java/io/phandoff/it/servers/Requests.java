// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.servers;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Many clients of one server, threads of their own, each with one request at a time; and what is seen meanwhile. */
final class Requests {

    static final int CLIENTS = 24;
    static final int EACH = 5;
    private static final int LIMIT_MILLIS = 30_000;

    private final AtomicInteger right = new AtomicInteger();
    private int largest;
    private long millis;

    /** The right answers out of {@link #CLIENTS} times {@link #EACH}. */
    int right() {
        return right.get();
    }

    /** How long it took until all were answered. */
    long millis() {
        return millis;
    }

    /** The largest value that the watched number took. */
    int largest() {
        return largest;
    }

    /** Sends {@code GET /?n=...} for all numbers, each once; returns when all have been answered. */
    Requests send(int port, IntSupplier watched) throws InterruptedException {
        long start = System.nanoTime();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int first = i * EACH;
            Thread client = new Thread(() -> client(port, first), "client-" + i);
            client.setDaemon(true);
            client.start();
            clients.add(client);
        }
        for (Thread client : clients) {
            while (client.isAlive()) {
                largest = Math.max(largest, watched.getAsInt());
                client.join(1);
            }
        }
        millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return this;
    }

    private void client(int port, int first) {
        for (int n = first; n < first + EACH; n++) {
            try {
                if (get(port, n).equals(SlowService.answerTo(n))) {
                    right.incrementAndGet();
                }
            } catch (IOException e) {
                System.out.println("failed: n=" + n + " cause=" + e);
            }
        }
    }

    static String get(int port, int n) throws IOException {
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://" + host + ":" + port + "/?n=" + n).toURL().openConnection();
        connection.setReadTimeout(LIMIT_MILLIS);
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
