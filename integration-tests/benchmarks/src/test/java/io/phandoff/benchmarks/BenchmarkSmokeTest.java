// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark runs, however short: times mean nothing here. One runtime, that of this JVM, serves them all. */
@Timeout(300)
class BenchmarkSmokeTest {

    private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
        System.setProperty("jmh.ignoreLock", "true");
        return new Runner(options.forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(50))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }

    @Test
    void calls_twoThreads_allRun() throws RunnerException {
        assertThat(run(new OptionsBuilder().include("\\.CallBenchmark\\.").threads(2)))
                .hasSize(16);
    }

    @ParameterizedTest
    @EnumSource(LoadKind.class)
    void operations_underLoad_allRun(LoadKind load) throws RunnerException {
        assertThat(run(new OptionsBuilder()
                        .include("\\.(Resize|StopTheWorld|ForEach)Benchmark\\.")
                        .param("load", load.name())))
                .hasSize(ResizeBenchmark.Step.values().length + 2 + 2);
    }
}
