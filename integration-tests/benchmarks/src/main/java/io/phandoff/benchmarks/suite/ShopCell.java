// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Figure;
import io.phandoff.benchmarks.suite.program.Figures;
import io.phandoff.it.JavaHome;
import io.phandoff.it.demo.ShopRun;
import java.util.EnumMap;
import java.util.Map;

/** A cell that is the demo's shop. */
final class ShopCell {

    private static final int MILLIS_PER_SECOND = 1000;
    private static final double MICROS_PER_SECOND = 1e6;

    private final JavaHome home;
    private final Map<String, String> agentOptions;

    ShopCell(JavaHome home, Map<String, String> agentOptions) {
        this.home = home;
        this.agentOptions = agentOptions;
    }

    /** Times are rounded up to seconds. */
    Figures run(Cell cell, int warmUpMillis, int millis) throws InterruptedException {
        int seconds = seconds(millis);
        ShopRun run = ShopRun.measure(
                home, JavaRun.jvm(home, cell, agentOptions), cell.pool().size(), seconds(warmUpMillis), seconds);
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.PER_SECOND, run.requestsPerSecond());
        figures.put(Figure.P50, run.p50Millis());
        figures.put(Figure.P99, run.p99Millis());
        figures.put(Figure.P999, run.p999Millis());
        figures.put(Figure.SWITCHES, run.use().switches() / seconds);
        figures.put(Figure.THREADS, (double) run.peakThreads());
        double cpus = run.use().cpuSeconds() / seconds;
        figures.put(Figure.CPUS, cpus);
        figures.put(Figure.CPU_PER_TASK, cpus / run.requestsPerSecond() * MICROS_PER_SECOND);
        figures.put(Figure.RESIDENT, run.use().peakResidentMb());
        return Figures.of(figures);
    }

    private static int seconds(int millis) {
        return (millis + MILLIS_PER_SECOND - 1) / MILLIS_PER_SECOND;
    }
}
