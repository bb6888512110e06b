// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import io.phandoff.it.bench.ProcessUse;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Warms up, looks at the process for a time, stops it, and checks that all has been done. */
final class Measurement {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final double MICROS = TimeUnit.SECONDS.toMicros(1);

    private final Driver driver;
    private final Tally tally;
    private final Path cpuStat;
    private final boolean countsSwitches;
    private final ProcessUse process = ProcessUse.of(ProcessHandle.current().pid());

    /**
     * {@code cpuStat}: of the process's cgroup, or a file that is not there; {@code countsSwitches}: whether to count the threads'
     * switches, which takes up to a second before and after with hundreds of threads at work.
     */
    Measurement(Driver driver, Tally tally, Path cpuStat, boolean countsSwitches) {
        this.driver = driver;
        this.tally = tally;
        this.cpuStat = cpuStat;
        this.countsSwitches = countsSwitches;
    }

    /** What is counted when the measured time begins and again when it ends. */
    private record Look(long nanos, long completed, double cpuSeconds, double throttledMillis) {}

    private Look look() {
        return new Look(System.nanoTime(), tally.completed(), process.cpuSeconds(), CpuStat.throttledMillis(cpuStat));
    }

    Figures run(long warmUpMillis, long millis) throws Exception {
        driver.start();
        Thread.sleep(warmUpMillis);
        // Looking at some thousand threads takes its time: not within what is measured, and by a clock of its own.
        ProcessUse.Switches switchesBefore = switches();
        long switchesAt = System.nanoTime();
        tally.measure();
        Look before = look();
        Thread.sleep(millis);
        Look after = look();
        tally.stop();
        long switchesNanos = System.nanoTime() - switchesAt;
        double switched = switches().since(switchesBefore);
        driver.awaitEnd();
        awaitEnd();
        tally.check();

        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(
                Figure.PER_SECOND, perSecond((double) after.completed - before.completed, after.nanos - before.nanos));
        figures.put(Figure.P50, tally.latencyMillis(0.5));
        figures.put(Figure.P99, tally.latencyMillis(0.99));
        figures.put(Figure.P999, tally.latencyMillis(0.999));
        figures.put(Figure.SWITCHES, perSecond(switched, switchesNanos));
        figures.put(Figure.THREADS, (double) ManagementFactory.getThreadMXBean().getPeakThreadCount());
        double cpuSeconds = after.cpuSeconds - before.cpuSeconds;
        figures.put(Figure.CPUS, perSecond(cpuSeconds, after.nanos - before.nanos));
        figures.put(Figure.CPU_PER_TASK, cpuSeconds * MICROS / (after.completed - before.completed));
        figures.put(Figure.RESIDENT, process.peakResidentMb());
        figures.put(Figure.THROTTLED, after.throttledMillis - before.throttledMillis);
        return Figures.of(figures);
    }

    private ProcessUse.Switches switches() {
        return countsSwitches ? process.switches() : ProcessUse.Switches.UNKNOWN;
    }

    private static double perSecond(double count, long nanos) {
        return count * TimeUnit.SECONDS.toNanos(1) / nanos;
    }

    private void awaitEnd() throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (!tally.isOver() && System.nanoTime() - deadline < 0) {
            Thread.sleep(10);
        }
    }
}
