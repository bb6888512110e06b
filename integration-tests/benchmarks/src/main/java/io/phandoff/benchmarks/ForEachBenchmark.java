// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks;

import io.phandoff.Processor;
import io.phandoff.Processors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Times one function on every processor at its safe point. Go has no benchmark of its {@code forEachP}; ours calls it as
 * {@code gcMarkDone} does.
 */
public class ForEachBenchmark extends UnderLoad {

    /** How many processors there are. */
    @Param({"2", "4"})
    int processors;

    @Override
    int processorsAtFirst() {
        return processors;
    }

    /** One round of all processors. */
    @Benchmark
    public void forEach() {
        Processors.forEach(ForEachBenchmark::nothing);
    }

    private static void nothing(Processor processor) {}
}
