// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * The program under measurement: one fixed pool and a closed loop of tasks, each 50 us of CPU, 10 ms blocked, 50 us of
 * CPU. Arguments: pool size, tasks in flight, steps of {@link Burn} a microsecond, port of {@link DelayedEcho}.
 *
 * <p>For each line {@code kind warmUpMillis measuredMillis} on standard input it prints {@code rate=}, the tasks a second and the microseconds of
 * CPU that the process took for each.
 */
public final class PoolLoad {

    private static final int BURN_MICROS = 50;

    private final ExecutorService pool;
    private final int inFlight;
    private final long burnSteps;
    private final int echoPort;
    private final LatchTimer timer;
    private final LongAdder completed = new LongAdder();
    private final LongAdder checksum = new LongAdder();
    private volatile boolean stopping;

    private PoolLoad(String[] args) {
        pool = Executors.newFixedThreadPool(Integer.parseInt(args[0]));
        inFlight = Integer.parseInt(args[1]);
        burnSteps = Long.parseLong(args[2]) * BURN_MICROS;
        echoPort = Integer.parseInt(args[3]);
        timer = new LatchTimer(inFlight);
    }

    /** Runs the program until standard input ends. */
    public static void main(String[] args) throws IOException, InterruptedException {
        PoolLoad load = new PoolLoad(args);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ", 3);
            Rate rate =
                    load.measure(BlockingKind.valueOf(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
            System.out.println("rate=" + rate.tasksPerSecond() + " " + rate.cpuMicrosPerTask());
        }
        load.pool.shutdown();
        System.out.println("checksum=" + load.checksum.sum());
    }

    private Rate measure(BlockingKind kind, long warmUpMillis, long measuredMillis)
            throws IOException, InterruptedException {
        stopping = false;
        CountDownLatch ended = new CountDownLatch(inFlight);
        List<BlockingKind.Blocker> blockers = new ArrayList<>();
        for (int slot = 0; slot < inFlight; slot++) {
            blockers.add(kind.blocker(slot, timer, echoPort));
        }
        for (BlockingKind.Blocker blocker : blockers) {
            pool.execute(new Loop(blocker, ended));
        }
        Thread.sleep(warmUpMillis);
        Rate rate = Rate.measure(completed, measuredMillis);
        stopping = true;
        ended.await();
        for (BlockingKind.Blocker blocker : blockers) {
            blocker.close();
        }
        return rate;
    }

    /** One of the tasks in flight: at its end it submits itself again. */
    private final class Loop implements Runnable {

        private final BlockingKind.Blocker blocker;
        private final CountDownLatch ended;

        Loop(BlockingKind.Blocker blocker, CountDownLatch ended) {
            this.blocker = blocker;
            this.ended = ended;
        }

        @Override
        public void run() {
            checksum.add(Burn.steps(burnSteps));
            try {
                blocker.block();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            checksum.add(Burn.steps(burnSteps));
            completed.increment();
            if (stopping) {
                ended.countDown();
            } else {
                pool.execute(this);
            }
        }
    }
}
