// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * How much of a processor's time a blocking call takes away from a pool that always has work for all of them: from the moment
 * one pool's worker enters the call until a worker of the other pool computes that did not before. To be run strict, with as
 * many processors as CPUs, so that no CPU is asleep. Arguments: the kind ({@code socket}, {@code sleep}, {@code log}), the
 * number of calls, the port of a {@link DelayedEcho}, the processors. Prints a row.
 */
public final class HandoffLoss {
    /** Calls in which the worker gathers its experience. */
    private static final int FIRST_CALLS = 3;

    private static final long BURN_STEPS = 300;
    private static final int STEPS_A_TASK = 30;
    /** A worker that has not computed for so long had no processor. */
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(60);

    private final ExecutorService other;
    private final ExecutorService caller = Executors.newFixedThreadPool(1);

    private volatile long entered = Long.MAX_VALUE;
    private volatile long takenOver;
    private volatile boolean stopped;
    private final ThreadLocal<long[]> lastStep = ThreadLocal.withInitial(() -> new long[2]);

    private HandoffLoss(int processors) {
        other = Executors.newFixedThreadPool(processors);
        for (int i = 0; i < processors; i++) {
            other.execute(this::compute);
        }
    }

    private interface Call {
        void make() throws IOException, InterruptedException;
    }

    /** Runs the calls and prints what they cost. */
    public static void main(String[] args) throws Exception {
        new HandoffLoss(Integer.parseInt(args[3])).run(args[0], Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    }

    private void run(String kind, int calls, int port) throws Exception {
        long[] lost = new long[calls];
        caller.submit(() -> {
                    measure(kind, port, lost);
                    return null;
                })
                .get(2, TimeUnit.MINUTES);
        stopped = true;
        caller.shutdown();
        other.shutdown();
        other.awaitTermination(10, TimeUnit.SECONDS);
        long[] first = Arrays.copyOf(lost, Math.min(FIRST_CALLS, calls));
        long[] later = Arrays.copyOfRange(lost, first.length, calls);
        Arrays.sort(later);
        System.out.printf(
                Locale.ROOT,
                "%-8s first calls %s us, then p50 %.1f us, p90 %.1f us, p99 %.1f us, mean %.1f us%n",
                kind,
                Arrays.toString(
                        Arrays.stream(first).map(TimeUnit.NANOSECONDS::toMicros).toArray()),
                later[later.length / 2] / 1e3,
                later[later.length * 9 / 10] / 1e3,
                later[later.length * 99 / 100] / 1e3,
                Arrays.stream(later).average().orElse(0) / 1e3);
    }

    /** A task of some ten microseconds that gives itself to its pool again. */
    private void compute() {
        long[] last = lastStep.get();
        for (int i = 0; i < STEPS_A_TASK; i++) {
            last[1] += Burn.steps(BURN_STEPS);
            long since = entered;
            long now = System.nanoTime();
            if (since != Long.MAX_VALUE && now > since && last[0] < since - PAUSE_NANOS && takenOver == 0) {
                takenOver = now;
            }
            last[0] = now;
        }
        if (!stopped) {
            other.execute(this::compute);
        }
    }

    private void measure(String kind, int port, long[] lost) throws IOException, InterruptedException {
        switch (kind) {
            case "sleep" -> measure(() -> Thread.sleep(1), lost);
            case "socket" -> {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    socket.setTcpNoDelay(true);
                    OutputStream out = socket.getOutputStream();
                    InputStream in = socket.getInputStream();
                    for (int i = 0; i < lost.length; i++) {
                        out.write(i);
                        lost[i] = lost(in::read);
                    }
                }
            }
            case "log" -> {
                File file = File.createTempFile("phandoff", ".log");
                byte[] line =
                        "a line of a hundred characters or so, as a program may log it, with time, level and logger\n"
                                .getBytes(StandardCharsets.UTF_8);
                try (OutputStream log = new FileOutputStream(file)) {
                    measure(() -> log.write(line), lost);
                } finally {
                    Files.delete(file.toPath());
                }
            }
            default ->
                throw new IllegalArgumentException("unknown kind: kind=" + kind + " (expected: socket, sleep or log)");
        }
    }

    private void measure(Call call, long[] lost) throws IOException, InterruptedException {
        for (int i = 0; i < lost.length; i++) {
            lost[i] = lost(call);
        }
    }

    /** Long enough for whoever had to make room to count as one that does not compute; the time afterwards. */
    private static long computeAlone() {
        long begin = System.nanoTime();
        long now = begin;
        while (now - begin < 3 * PAUSE_NANOS) {
            now = System.nanoTime();
        }
        return now;
    }

    /** Nanoseconds from the entry of a call until the other pool computes; the whole call if it does not. */
    private long lost(Call call) throws IOException, InterruptedException {
        takenOver = 0;
        long begin = computeAlone();
        entered = begin;
        call.make();
        entered = Long.MAX_VALUE;
        long over = takenOver;
        return (over - begin <= 0 ? System.nanoTime() : over) - begin; // one that came late may be of the call before
    }
}
