// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks;

import io.phandoff.runtime.HandoffRuntime;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An operation on all processors, sampled one by one, by a managed worker (Go's caller too is a goroutine that has a P),
 * beside a {@link Load}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public abstract class UnderLoad {

    /** What the other threads do. */
    @Param
    LoadKind load;

    /** Whether only as many threads run as there are processors, as in Go; false is what phandoff does by default. */
    @Param("true")
    boolean strict;

    /** As in main.go. */
    private static final long GAP_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private Load running;

    /** How many processors there are at first. */
    abstract int processorsAtFirst();

    /** Load first: its start is waited for, which a managed worker should not do outside a call. */
    @Setup(Level.Trial)
    public void begin() throws InterruptedException {
        RuntimeInFork.start(processorsAtFirst(), strict);
        running = Load.start(load);
        RuntimeInFork.adopt("measured");
    }

    /** Back from the wait between two iterations. */
    @Setup(Level.Iteration)
    public void reacquire() {
        RuntimeInFork.reacquire();
    }

    /** What is to be done before each operation and not timed. */
    void prepare() {}

    /**
     * The threads of the load must be running when they are to be stopped: one operation right after another would mostly
     * meet threads that have not woken up yet.
     */
    @Setup(Level.Invocation)
    public void letThemRun() {
        prepare();
        long end = System.nanoTime() + GAP_NANOS;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    /** Ends the load; fails if the runtime has failed. */
    @TearDown(Level.Trial)
    public void end() throws InterruptedException {
        HandoffRuntime.releaseCurrentThread();
        running.stop();
        RuntimeInFork.check();
    }
}
