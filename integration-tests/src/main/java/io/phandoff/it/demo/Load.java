// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A closed loop of clients over keep-alive connections. Arguments: port, clients, seconds of warm-up, seconds measured.
 * Prints {@code measuring=} when the warm-up is over, at the end {@code requests=}, {@code p50=}, {@code p99=} and {@code p99.9=} (microseconds).
 */
public final class Load {

    private final int port;
    private final long measureFrom;
    private final long end;

    private Load(int port, long warmUpSeconds, long seconds) {
        this.port = port;
        measureFrom = System.nanoTime() + TimeUnit.SECONDS.toNanos(warmUpSeconds);
        end = measureFrom + TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Runs the load. */
    public static void main(String[] args) throws Exception {
        int clients = Integer.parseInt(args[1]);
        Load load = new Load(Integer.parseInt(args[0]), Long.parseLong(args[2]), Long.parseLong(args[3]));
        ExecutorService pool = Executors.newFixedThreadPool(clients + 1);
        pool.execute(load::announce);
        List<Callable<long[]>> loops = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            loops.add(load::requestUntilEnd);
        }
        long[] micros = {};
        for (Future<long[]> loop : pool.invokeAll(loops)) {
            long[] more = loop.get();
            int size = micros.length;
            micros = Arrays.copyOf(micros, size + more.length);
            System.arraycopy(more, 0, micros, size, more.length);
        }
        pool.shutdown();
        Arrays.sort(micros);
        System.out.println("requests=" + micros.length);
        System.out.println("p50=" + percentile(micros, 50));
        System.out.println("p99=" + percentile(micros, 99));
        System.out.println("p99.9=" + percentile(micros, 99.9));
    }

    private void announce() {
        LockSupport.parkNanos(measureFrom - System.nanoTime());
        System.out.println("measuring=");
    }

    private static long percentile(long[] sorted, double percent) {
        return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * percent / 100)];
    }

    /** Latencies of the requests that ended within the measured time. */
    private long[] requestUntilEnd() throws IOException {
        long[] micros = new long[64];
        int count = 0;
        try (HttpConnection connection = new HttpConnection(new Socket(InetAddress.getLoopbackAddress(), port))) {
            for (long start = System.nanoTime(); start - end < 0; ) {
                connection.get("/item?id=" + ThreadLocalRandom.current().nextInt(Backend.ITEMS));
                long now = System.nanoTime();
                if (now - measureFrom >= 0 && now - end < 0) {
                    if (count == micros.length) {
                        micros = Arrays.copyOf(micros, count * 2);
                    }
                    micros[count++] = TimeUnit.NANOSECONDS.toMicros(now - start);
                }
                start = now;
            }
        }
        return Arrays.copyOf(micros, count);
    }
}
