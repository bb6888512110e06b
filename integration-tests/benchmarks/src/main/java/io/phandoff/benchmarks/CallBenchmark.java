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

/**
 * Times enter and exit of a call with nothing in between that nobody disturbs: what a hook costs a program. Mirrors Go's
 * {@code BenchmarkSyscall} (entersyscall, exitsyscall). JMH gives the time of a call as one thread sees it, also with
 * {@code -t 2}; with the profiler {@code gc} also the bytes allocated a call.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class CallBenchmark {

    /** How many processors there are. */
    @Param({"2", "4"})
    int processors;

    /** Whether somebody is told of events; who that is does nothing with them. */
    @Param({"none", "on"})
    String recording;

    /** Starts the runtime, in its default mode. */
    @Setup(Level.Trial)
    public void begin() {
        RuntimeInFork.start(processors, false);
        HandoffRuntime.setEventSink(recording.equals("on") ? new IdleSink() : null);
    }

    /** Fails if the runtime has failed. */
    @TearDown(Level.Trial)
    public void end() {
        HandoffRuntime.setEventSink(null);
        RuntimeInFork.check();
    }

    /** A thread that the runtime manages. */
    @State(Scope.Thread)
    public static class Managed {

        /** The parameter is there for the order: the runtime first. */
        @Setup(Level.Trial)
        public void begin(CallBenchmark started) {
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
        }
    }

    /** A soft call: the processor stays tied (Go's entersyscall). */
    @Benchmark
    public void soft(Managed caller) {
        Hooks.enterSoft(CallKind.OTHER);
        Hooks.exit();
    }

    /** A hard call: the processor is handed off, nobody waits for it (Go's entersyscallblock). */
    @Benchmark
    public void hard(Managed caller) {
        Hooks.enterHard(CallKind.OTHER);
        Hooks.exit();
    }

    /** What a thread pays that the runtime does not manage; Go has no such thing. */
    @Benchmark
    public void unmanaged() {
        Hooks.enterSoft(CallKind.OTHER);
        Hooks.exit();
    }

    /** What JMH itself takes. */
    @Benchmark
    public void empty() {}
}
