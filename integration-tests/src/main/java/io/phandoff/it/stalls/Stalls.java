// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.stalls;

import io.phandoff.runtime.HandoffRuntime;
import io.phandoff.runtime.StatsSnapshot;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * For the agent with one processor, strict: a worker that holds the processor is stuck while a worker of another pool
 * waits for one; how soon does that run? Arguments: the {@link StallKind}, how often.
 *
 * <p>Prints {@code p50=<us> max=<us>}, the time from being stuck to the other's first instruction, and behind it how often
 * sysmon has retaken, by cause.
 */
public final class Stalls {

    private static final int UNTIMED = 2; // the first load and compile

    private final Stall stall;
    private final ExecutorService holders = Executors.newFixedThreadPool(1);
    private final ExecutorService others = Executors.newFixedThreadPool(1);
    private long stuckAt;
    private volatile boolean otherRuns;

    private Stalls(Stall stall) {
        this.stall = stall;
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        Stall stall;
        try {
            stall = StallKind.valueOf(args[0]).make();
        } catch (UnsupportedOperationException e) {
            System.out.println("skipped=" + e.getMessage());
            return;
        }
        Stalls stalls = new Stalls(stall);
        stalls.measure(UNTIMED);
        long[] before = HandoffRuntime.snapshot().retakes();
        long[] nanos = stalls.measure(Integer.parseInt(args[1]));
        long[] after = HandoffRuntime.snapshot().retakes();
        Arrays.sort(nanos);
        StringBuilder line = new StringBuilder()
                .append("p50=")
                .append(nanos[nanos.length / 2] / 1000)
                .append(" max=")
                .append(nanos[nanos.length - 1] / 1000);
        for (int cause = 0; cause < after.length; cause++) {
            line.append(' ').append(StatsSnapshot.RETAKE_CAUSES.get(cause)).append('=');
            line.append(after[cause] - before[cause]);
        }
        System.out.println(line);
        stalls.holders.shutdown();
        stalls.others.shutdown();
    }

    private long[] measure(int times) throws Exception {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            do {
                nanos[i] = once();
            } while (nanos[i] < 0);
        }
        return nanos;
    }

    /** Negative if the other did not have to wait for the stall: on a busy machine its wait may have been too long for that. */
    private long once() throws Exception {
        stall.arm();
        otherRuns = false;
        CountDownLatch holds = new CountDownLatch(1);
        Future<?> holder = holders.submit(() -> holdAndBlock(holds));
        holds.await();
        Future<Long> other = others.submit(this::run);
        holder.get();
        return other.get() - stuckAt;
    }

    private long run() {
        long now = System.nanoTime();
        otherRuns = true;
        return now;
    }

    /** Uses the CPU until somebody waits for the processor. */
    private Void holdAndBlock(CountDownLatch holds) throws Exception {
        holds.countDown();
        while (HandoffRuntime.snapshot().starting() == 0 && !otherRuns) {
            Thread.onSpinWait();
        }
        stuckAt = System.nanoTime();
        stall.block();
        return null;
    }
}
