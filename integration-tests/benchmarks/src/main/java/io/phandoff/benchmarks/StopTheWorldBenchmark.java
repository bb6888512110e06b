// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks;

import io.phandoff.Processors;
import io.phandoff.WorldNotStoppedException;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Times stop the world, do nothing, start it again. Mirrors Go's {@code BenchmarkReadMemStats}: {@code ReadMemStats} is a
 * stop-the-world around little work.
 */
public class StopTheWorldBenchmark extends UnderLoad {

    /** How many processors are to be stopped. */
    @Param({"2", "4"})
    int processors;

    @Override
    int processorsAtFirst() {
        return processors;
    }

    /** Counted beside the times. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Refusals {
        /** How often the world did not stop within the limit; the time is in the sample all the same. */
        public long refused;
    }

    /** One stop and restart. */
    @Benchmark
    public void stopTheWorld(Refusals refusals) {
        try {
            Processors.stopTheWorld(StopTheWorldBenchmark::nothing);
        } catch (WorldNotStoppedException e) {
            refusals.refused++;
        }
    }

    private static void nothing() {}
}
