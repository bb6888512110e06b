// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import java.io.IOException;
import org.openjdk.jmh.runner.RunnerException;

/** The table of the fine figures, ours and Go's. As {@link Comparison}, with rows of its own. */
public final class FineFigures {

    private FineFigures() {}

    /** Measures and prints. */
    public static void main(String[] args) throws IOException, InterruptedException, RunnerException {
        Comparison.compare(FineRows.all());
        System.out.println("start-up has a table of its own: -Pbench -Dit.main=io.phandoff.it.bench.StartBench");
    }
}
