// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import io.phandoff.runtime.HandoffRuntime;
import io.phandoff.runtime.StatsSnapshot;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * One run of a row on one processor. A worker of a fresh pool computes until a worker of another one wants the
 * processor; then it makes the call. From there to the moment in which this thread, which needs no processor, lets the call
 * go, the share is taken in which the other worker ran. Time in which it could have run but the kernel ran other threads
 * is the machine's, and left out; so is what the call itself computed, or wanted to.
 *
 * <p>The runtime lets a worker run without a processor when it has waited for 100 ms. Who waits begins a few
 * milliseconds before the call, so calls are held for less; should one run so nevertheless, the trial does not count.
 *
 * <p>A call may be made of steps (connect, write, read). After each but the last its worker wants the processor back, and
 * the other one, which would keep it for good, is told to give way. What counts is the way of the last step.
 */
final class Trial {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int LOOK_NANOS = 900_000;

    private final Row row;
    private final long holdNanos;
    private final Gate gate = new Gate();
    private final Prober prober = new Prober();
    private StatsSnapshot before;
    private long busyBefore;
    private long busyRead;
    private int gaveWay;
    private boolean letGo;

    Trial(Row row, long holdNanos) {
        this.row = row;
        this.holdNanos = holdNanos;
    }

    Measured run() throws Exception {
        Call call = row.prepare().call();
        WorkerThreads blockerThreads = new WorkerThreads("conformance-call-");
        WorkerThreads proberThreads = new WorkerThreads("conformance-prober-");
        ExecutorService blocker = Executors.newFixedThreadPool(2, blockerThreads);
        ExecutorService probers = Executors.newFixedThreadPool(2, proberThreads);
        try {
            call.starter().start(blocker, gate);
            await(gate::reached, "the worker does not come to the call");
            WorkerThreads callers = call.threads() == null ? blockerThreads : call.threads();
            readWhileOnCpu(callers);
            before = HandoffRuntime.snapshot();
            probers.execute(prober);
            // A new worker whose first task waits for the processor; nothing else there waits with a limit.
            await(
                    () -> prober.begun() || proberThreads.lastState() == Thread.State.TIMED_WAITING,
                    "the other worker does not wait");
            return measure(call, callers, proberThreads);
        } finally {
            gate.open();
            prober.stop();
            letGoAfterFailure(call);
            call.close().run();
            blocker.shutdownNow();
            probers.shutdownNow();
            blocker.awaitTermination(LIMIT_NANOS, TimeUnit.NANOSECONDS);
            probers.awaitTermination(LIMIT_NANOS, TimeUnit.NANOSECONDS);
        }
    }

    private Measured measure(Call call, WorkerThreads callers, WorkerThreads proberThreads) throws Exception {
        KernelTimes timesBefore = proberThreads.times();
        gate.open();
        await(() -> gate.enteredAt() != 0, "the worker does not make the call");
        long begin = gate.enteredAt();
        boolean atEnd = hold(begin + holdNanos);
        // No earlier: a snapshot looks at every processor, and could free one itself.
        StatsSnapshot after = HandoffRuntime.snapshot();
        long end = System.nanoTime();
        prober.stop();
        if (prober.begun()) {
            await(
                    () -> prober.ended() && proberThreads.lastState() == Thread.State.WAITING,
                    "the other worker does not end");
            end = System.nanoTime(); // the kernel's times include the prober's last steps
        }
        KernelTimes times = proberThreads.times().since(timesBefore);
        // Until the call began it did nothing else.
        long computed = Math.max(0, busyNanos(callers) - busyBefore - (begin - busyRead));
        letGo = true;
        call.release().run();
        await(gate::left, "the call does not end when it is let go");
        // Nobody holds a short call: it may have been late, but when it is over its hook has been passed.
        StatsSnapshot atWay = row.length() == Row.Length.SHORT ? HandoffRuntime.snapshot() : after;
        long lost = Math.max(0, end - begin - computed - times.ranNanos() - times.heldUpNanos());
        long couldRun = times.ranNanos() + lost;
        String fault = null;
        if (after.overcommittedRuns() > before.overcommittedRuns() || before.overcommitted() > 0) {
            fault = "a worker waited too long and ran without a processor";
        } else if (prober.begunBefore(begin)) {
            fault = "the processor was free before the call"; // the kernel held the caller up, and sysmon took it for
            // stuck
        } else if (!atEnd && row.length() == Row.Length.HELD) {
            fault = "the call did not block";
        } else if (couldRun == 0) {
            fault = "the worker was held up all the time"; // as NaN its share would never be beaten
        }
        return new Measured(couldRun == 0 ? 0 : (double) times.ranNanos() / couldRun, lost, way(atWay), fault);
    }

    /**
     * How long a thread ran or was held up. The kernel's own figure for the first is late by a tick for a thread that runs.
     */
    private static long busyNanos(WorkerThreads threads) throws Conformance.Unavailable {
        return threads.cpuNanos() + threads.times().heldUpNanos();
    }

    /** A wait of the caller for a CPU that is going on would be counted later, as if it were the call's. */
    private void readWhileOnCpu(WorkerThreads callers) throws Exception {
        await(
                () -> {
                    long steps = gate.steps();
                    busyRead = System.nanoTime(); // first: what comes between the two counts against us
                    busyBefore = busyNanos(callers);
                    return gate.steps() != steps;
                },
                "the worker does not compute");
    }

    /**
     * A worker that is left in its call would take what is meant for that of the next trial: a byte of the FIFO, a line of
     * input, a lock.
     */
    private void letGoAfterFailure(Call call) throws InterruptedException {
        if (!letGo) {
            Others.start(call.release()).join(TimeUnit.NANOSECONDS.toMillis(LIMIT_NANOS)); // it may block, too
        }
    }

    private String way(StatsSnapshot after) {
        return switch (row.length()) {
            case HELD -> Way.between(before, after, gaveWay);
            case SHORT -> Way.ofShort(before, after);
            case STEPS -> Way.STEPS + Way.between(before, after, gaveWay);
        };
    }

    /** Leaves the call blocked until the deadline; whether it was. */
    private boolean hold(long deadline) throws InterruptedException {
        boolean blocked = true;
        while (System.nanoTime() < deadline) {
            Thread.sleep(0, LOOK_NANOS);
            if (gate.left() || (prober.begun() && HandoffRuntime.snapshot().resuming() > 0)) {
                blocked = letGoOn();
            } else {
                blocked = true;
            }
        }
        return blocked;
    }

    /** The call has made a step: the prober gives way so that it can make the next. */
    private boolean letGoOn() throws InterruptedException {
        if (gate.left() || row.length() == Row.Length.SHORT) {
            return false;
        }
        before = HandoffRuntime.snapshot();
        gaveWay = 1;
        prober.giveWay();
        return true;
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition, String otherwise) throws Exception {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(otherwise);
            }
            Thread.sleep(0, 100_000);
        }
    }
}
