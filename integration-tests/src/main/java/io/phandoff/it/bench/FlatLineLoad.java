// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * The program under measurement: one pool and a closed loop of tasks. One client thread, none of the pool's, submits each
 * again when it has ended: a task that submitted itself would still occupy its worker, and a cached pool would start a
 * thread for each. Arguments: work, pool, tasks in flight, milliseconds of warm-up and measured, steps of {@link Burn} a microsecond, port of
 * {@link DelayedEcho}, JDBC URL. It prints {@code turn=}, a {@link FlatLineTurn}.
 */
public final class FlatLineLoad {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final double P99 = 0.99;

    private final ExecutorService pool;
    private final int inFlight;
    private final LongAdder completed = new LongAdder();
    private final LongAdder checksum = new LongAdder();
    private final Latencies latencies = new Latencies();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final BlockingQueue<Loop> answered = new LinkedBlockingQueue<>();
    private final CountDownLatch ended;
    private volatile boolean measuring;
    private volatile boolean stopping;

    private FlatLineLoad(ExecutorService pool, int inFlight) {
        this.pool = pool;
        this.inFlight = inFlight;
        ended = new CountDownLatch(inFlight);
    }

    /** Measures once. */
    @SuppressWarnings("CatchAndPrintStackTrace") // The exit below would be silent.
    public static void main(String[] args) {
        int exitCode = 1;
        try {
            FlatLineWork work = FlatLineWork.valueOf(args[0]);
            FlatLineServices services =
                    FlatLineServices.of(work, Long.parseLong(args[5]), Integer.parseInt(args[6]), args[7]);
            FlatLineLoad load = new FlatLineLoad(new PoolKind(args[1]).start(), Integer.parseInt(args[2]));
            load.start(work, services);
            System.out.println("turn=" + load.measure(Long.parseLong(args[3]), Long.parseLong(args[4])));
            System.out.println("checksum=" + load.checksum.sum());
            exitCode = 0;
        } catch (Exception e) {
            e.printStackTrace();
        } finally {
            // The pool's threads would keep the process alive.
            System.exit(exitCode);
        }
    }

    private void start(FlatLineWork work, FlatLineServices services) throws IOException {
        for (int slot = 0; slot < inFlight; slot++) {
            answered.add(new Loop(work.body(slot, services)));
        }
        Thread client = new Thread(this::submitAgain, "client");
        client.setDaemon(true);
        client.start();
    }

    private void submitAgain() {
        try {
            while (true) {
                Loop loop = answered.take();
                if (stopping) {
                    ended.countDown();
                } else {
                    pool.execute(loop);
                }
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private FlatLineTurn measure(long warmUpMillis, long millis) throws InterruptedException {
        Thread.sleep(warmUpMillis);
        awaitFirstTurns();
        latencies.clear();
        measuring = true;
        Rate rate = Rate.measure(completed, millis);
        measuring = false;
        stopping = true;
        boolean allEnded = ended.await(LIMIT_NANOS, TimeUnit.NANOSECONDS);
        Throwable thrown = failure.get();
        if (thrown != null || !allEnded) {
            throw new IllegalStateException("tasks failed or never ended: left=" + ended.getCount(), thrown);
        }
        double p99Millis = latencies.quantile(P99) / (double) TimeUnit.MILLISECONDS.toNanos(1);
        int threads = ManagementFactory.getThreadMXBean().getPeakThreadCount();
        return new FlatLineTurn(rate, p99Millis, threads);
    }

    /** What was submitted in one go at the start has waited less than what comes after it. */
    private void awaitFirstTurns() throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (completed.sum() < inFlight && failure.get() == null) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "too slow: completed=" + completed.sum() + " (expected: at least " + inFlight + ")");
            }
            Thread.sleep(10);
        }
    }

    /** One of the tasks in flight. */
    private final class Loop implements Runnable {

        private final FlatLineWork.Body body;
        private int turn;
        /** When the client had it to submit: a submission that the CPU is too busy for is waiting as well. */
        private long since = System.nanoTime();

        Loop(FlatLineWork.Body body) {
            this.body = body;
        }

        @Override
        public void run() {
            try {
                if (!stopping) {
                    checksum.add(body.run(turn++));
                    long now = System.nanoTime();
                    if (measuring) {
                        latencies.add(now - since);
                    }
                    since = now;
                    completed.increment(); // last: where a task was counted there is a latency
                }
            } catch (IOException | InterruptedException | RuntimeException e) {
                failure.compareAndSet(null, e);
            }
            answered.add(this);
        }
    }
}
