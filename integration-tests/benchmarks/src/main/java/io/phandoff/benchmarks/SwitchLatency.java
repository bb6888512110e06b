// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes from the moment at which one worker blocks until the next one runs, where there is one processor, strict.
 * Two workers take turns; the one that is next sleeps in its wait for the processor before the other blocks. With
 * {@code calm} it is the other way round: the one that holds the processor has been blocked for 60 ms, in which
 * nobody needed anything and sysmon slept, when the next one begins to wait; before the first calm there are as many turns without.
 *
 * <p>Arguments: a {@link SwitchWay}; {@code busy} or {@code calm}; {@code other} to pin the two to two CPUs by
 * {@code taskset}, else {@code any}; the number of switches. Prints the median and the 99th percentile in nanoseconds, and
 * the bytes that both allocated a switch.
 */
public final class SwitchLatency {

    /** Even: after them it is the first one's turn again. */
    private static final int WARM_UPS = 3_000;

    private static final int CALM_WARM_UPS = 20;
    private static final long CALM_MILLIS = 60;
    /** Until the thread that has said that it waits is asleep, and its CPU too. */
    private static final long SETTLE_NANOS = 20_000;

    private static final int NOBODY = -1;

    /** From which turn on there is a calm before each: sysmon's code is compiled by then, as in a program that has worked. */
    private final int calmFrom;

    private final SwitchSide[] sides;
    private final Relay relay = new Relay();
    private final long[] nanos;
    private final int warmUps;
    private int done;
    /** When the one that held the processor blocked; calm: when the next one began to wait. Handed on with the turn. */
    private long begun;

    private volatile int turn = NOBODY;
    private volatile boolean over;

    private SwitchLatency(SwitchWay way, boolean calm, boolean pinned, int switches) {
        int busy = way == SwitchWay.RELAY ? 0 : WARM_UPS;
        calmFrom = calm ? busy : Integer.MAX_VALUE;
        warmUps = calm ? busy + CALM_WARM_UPS : busy;
        nanos = new long[warmUps + switches];
        sides = new SwitchSide[] {new SwitchSide(this, way, 0, pinned), new SwitchSide(this, way, 1, pinned)};
    }

    /** Measures and prints. */
    public static void main(String[] args) throws IOException, InterruptedException {
        SwitchWay way = SwitchWay.valueOf(args[0]);
        RuntimeInFork.start(1, true);
        SwitchLatency latency =
                new SwitchLatency(way, args[1].equals("calm"), args[2].equals("other"), Integer.parseInt(args[3]));
        System.out.println(latency.measure());
        RuntimeInFork.check();
    }

    /** Hand-offs of the one processor that is idle, in the runtime that runs: nanoseconds of the median. */
    static long handoffNanos(int switches) throws InterruptedException {
        return new SwitchLatency(SwitchWay.HARD, false, false, switches).measure().median;
    }

    private record Figures(long median, long p99, double bytes) {
        @Override
        public String toString() {
            return median + " " + p99 + " " + bytes;
        }
    }

    Relay relay() {
        return relay;
    }

    private Figures measure() throws InterruptedException {
        relay.start();
        for (SwitchSide side : sides) {
            side.start();
            side.awaitBlocked();
        }
        give(sides[0]);
        for (int last = calmFrom == 0 ? 0 : 1; calmFrom < nanos.length && !over; last = 1 - last) {
            awaitTaken();
            sides[last].awaitBlocked();
            TimeUnit.MILLISECONDS.sleep(CALM_MILLIS);
            give(sides[1 - last]);
        }
        long bytes = 0;
        for (SwitchSide side : sides) {
            bytes += side.end();
        }
        long[] sorted = Arrays.copyOfRange(nanos, warmUps, nanos.length);
        Arrays.sort(sorted);
        return new Figures(sorted[sorted.length / 2], sorted[sorted.length * 99 / 100], (double) bytes / sorted.length);
    }

    private void awaitTaken() throws InterruptedException {
        while (turn != NOBODY && !over) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private void give(SwitchSide side) {
        turn = side.number();
        side.wake();
    }

    /** Whether it is a side's turn, or all is over. */
    boolean turnOf(int number) {
        return turn == number || over;
    }

    boolean isOver() {
        return over;
    }

    boolean isWarm() {
        return done >= warmUps;
    }

    /** One side's part: gets the processor, and goes on to the next. False when that was the last one. */
    boolean turn(SwitchSide me) throws InterruptedException {
        if (done >= calmFrom) {
            turn = NOBODY;
            begun = System.nanoTime();
        }
        me.comeBack();
        if (over) {
            return false;
        }
        nanos[done++] = System.nanoTime() - begun;
        SwitchSide next = sides[1 - me.number()];
        if (done == nanos.length) {
            over = true;
            next.wake();
            return false;
        }
        me.forget();
        if (done < calmFrom) {
            give(next);
            next.awaitWaiting();
            spin();
            begun = System.nanoTime();
        } else if (done == calmFrom) {
            turn = NOBODY;
        }
        me.leave(next);
        return true;
    }

    private static void spin() {
        long end = System.nanoTime() + SETTLE_NANOS;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    /** Blocks until it is somebody's turn. */
    void awaitTurn(int number) {
        while (!turnOf(number)) {
            LockSupport.park(this);
        }
    }
}
