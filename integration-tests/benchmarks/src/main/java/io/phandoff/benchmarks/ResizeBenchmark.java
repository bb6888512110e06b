// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks;

import io.phandoff.Processors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Times one change of the number of processors, in one direction; the way back is not timed. Mirrors
 * {@code runtime.GOMAXPROCS(n)} (stop the world, {@code procresize}, restart), toggled as Go's own tests do.
 */
public class ResizeBenchmark extends UnderLoad {

    /** From how many to how many. */
    public enum Step {
        FROM_1_TO_2(1, 2),
        FROM_2_TO_1(2, 1),
        FROM_2_TO_4(2, 4),
        FROM_4_TO_2(4, 2);

        private final int from;
        private final int to;

        Step(int from, int to) {
            this.from = from;
            this.to = to;
        }

        /** The number before. */
        public int from() {
            return from;
        }

        /** The number after. */
        public int to() {
            return to;
        }
    }

    /** The change that is timed. */
    @Param
    Step step;

    @Override
    int processorsAtFirst() {
        return step.from;
    }

    /** The way back. */
    @Override
    void prepare() {
        Processors.resize(step.from);
    }

    /** The change. */
    @Benchmark
    public void resize() {
        Processors.resize(step.to);
    }
}
