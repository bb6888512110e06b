// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks;

import com.sun.management.ThreadMXBean;
import io.phandoff.runtime.HandoffRuntime;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One of the two workers of {@link SwitchLatency}, on its thread. */
final class SwitchSide {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(40);
    private static final long NOTIFY_MILLIS = 10_000;

    private final SwitchLatency latency;
    private final SwitchWay way;
    private final int number;
    private final Thread thread;
    private final boolean pinned;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Object monitor = new Object();
    private boolean notified;
    private long bytesBefore = -1;
    private volatile long bytes;
    private volatile Throwable failure;

    SwitchSide(SwitchLatency latency, SwitchWay way, int number, boolean pinned) {
        this.latency = latency;
        this.way = way;
        this.number = number;
        this.pinned = pinned;
        notified = number == 0; // whose turn is the first
        thread = new Thread(this::run, "side-" + number);
        thread.setDaemon(true);
    }

    int number() {
        return number;
    }

    void start() {
        thread.start();
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    /** Waits until it blocks, without a limit to its time. */
    void awaitBlocked() {
        await(Thread.State.WAITING);
    }

    /** Waits until it waits for the processor, which it does for some time at most. */
    void awaitWaiting() {
        await(Thread.State.TIMED_WAITING);
    }

    /** If the caller was set aside for longer than this one waits, it has gone on without, and the turn is the caller's. */
    private boolean hasGoneOn(Thread.State awaited) {
        return awaited == Thread.State.TIMED_WAITING && !latency.turnOf(number);
    }

    @SuppressWarnings("ThreadPriorityCheck") // both may have one CPU
    private void await(Thread.State state) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (thread.getState() != state && !latency.isOver() && !hasGoneOn(state)) {
            if (failure != null || System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        "thread does not get there: state=" + thread.getState() + " (expected: " + state + ")",
                        failure);
            }
            Thread.yield();
        }
    }

    /** Waits for its end; the bytes that it allocated while times were taken. */
    long end() throws InterruptedException {
        thread.join(TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS));
        if (thread.isAlive() || failure != null) {
            throw new IllegalStateException("thread does not end: name=" + thread.getName(), failure);
        }
        return bytes;
    }

    private void run() {
        try {
            if (pinned) {
                pin(number);
            }
            RuntimeInFork.adopt(thread.getName());
            SwitchWay.HARD.leave(); // the first turn comes back from it
            latency.awaitTurn(number);
            if (way != SwitchWay.SOFT && way != SwitchWay.HARD) {
                SwitchWay.HARD.comeBack();
            }
            while (latency.turn(this)) {
                latency.awaitTurn(number);
            }
            bytes = threads.getThreadAllocatedBytes(thread.getId()) - bytesBefore;
            HandoffRuntime.releaseCurrentThread();
        } catch (IOException | InterruptedException | RuntimeException e) {
            failure = e;
        }
    }

    void leave(SwitchSide next) {
        way.leave();
        if (way == SwitchWay.NOTIFY) {
            next.doNotify();
        }
    }

    void comeBack() throws InterruptedException {
        if (way == SwitchWay.NOTIFY) {
            awaitNotify();
        } else if (way == SwitchWay.RELAY) {
            latency.relay().roundTrip();
        } else {
            way.comeBack();
        }
    }

    void forget() {
        way.forget();
        if (bytesBefore < 0 && latency.isWarm()) {
            bytesBefore = threads.getThreadAllocatedBytes(thread.getId());
        }
    }

    private void doNotify() {
        synchronized (monitor) {
            notified = true;
            monitor.notify();
        }
    }

    private void awaitNotify() throws InterruptedException {
        synchronized (monitor) {
            while (!notified && !latency.isOver()) {
                monitor.wait(NOTIFY_MILLIS);
            }
            notified = false;
        }
    }

    /** Lets the calling thread run on one CPU only. */
    private static void pin(int cpu) throws IOException, InterruptedException {
        String number = Integer.toString(KernelThread.current());
        Process taskset = new ProcessBuilder(List.of("taskset", "-cp", Integer.toString(cpu), number))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (taskset.waitFor() != 0) {
            throw new IOException("cannot be pinned: cpu=" + cpu);
        }
    }
}
