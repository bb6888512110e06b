// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.HandoffRuntime;
import io.phandoff.runtime.Hooks;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
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

/** Times enter and exit of a soft call in each mode: what {@code phandoff.mode=observe} adds to each call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class ObservedCallBenchmark {

    /** What the runtime does. */
    @Param({"ON", "OBSERVE", "OFF"})
    io.phandoff.runtime.Mode mode;

    /** Starts the runtime in that mode. */
    @Setup(Level.Trial)
    public void begin() {
        RuntimeInFork.start(2, false);
        HandoffRuntime.setMode(mode);
        RuntimeInFork.adopt("caller");
    }

    /** Back from the wait between two iterations. */
    @Setup(Level.Iteration)
    public void reacquire() {
        RuntimeInFork.reacquire();
    }

    /** Gives the thread back. */
    @TearDown(Level.Trial)
    public void end() {
        HandoffRuntime.releaseCurrentThread();
        RuntimeInFork.check();
    }

    /** A soft call. */
    @Benchmark
    public void soft() {
        Hooks.enterSoft(CallKind.OTHER);
        Hooks.exit();
    }
}
