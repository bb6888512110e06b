// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DriversTest {

    private final ExecutorService pool = Executors.newFixedThreadPool(3);
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    private long run(long number) throws InterruptedException {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        Thread.sleep(1);
        atOnce.decrementAndGet();
        runs.incrementAndGet();
        return Body.WHOLE;
    }

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    private Figures measureOnce(Function<Tally, Driver> driver) throws Exception {
        runs.set(0);
        Tally tally = new Tally(this::run);
        Figures figures = new Measurement(driver.apply(tally), tally, Path.of("/nonexistent"), true).run(20, 200);
        assertThat(atOnce).hasValue(0);
        return figures;
    }

    /** Again while too little was seen: who submits, or who runs, may be set aside for the whole of so short a time. */
    private Figures measure(Function<Tally, Driver> driver, int atOnceAtLeast, double p99AtLeast) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        Figures figures = measureOnce(driver);
        while ((mostAtOnce.get() < atOnceAtLeast
                        || figures.get(Figure.PER_SECOND) < 1
                        || figures.get(Figure.P50) < 1
                        || figures.get(Figure.P99) <= p99AtLeast)
                && System.nanoTime() - end < 0) {
            figures = measureOnce(driver);
        }
        assertThat(figures.get(Figure.PER_SECOND)).isBetween(1.0, runs.get() / 0.2);
        assertThat(figures.get(Figure.P50)).isBetween(1.0, figures.get(Figure.P999));
        assertThat(figures.get(Figure.THREADS)).isGreaterThan(3);
        assertThat(figures.get(Figure.THROTTLED)).isNaN();
        return figures;
    }

    @Test
    void closedLoop_twoInFlight_neverMoreAtOnce() throws Exception {
        measure(tally -> new ClosedLoop(pool, tally, 2), 2, 0);

        assertThat(mostAtOnce).hasValue(2);
    }

    @Test
    void endlessTasks_moreThanThreads_eachKeepsItsThread() throws Exception {
        measure(tally -> new EndlessTasks(pool, tally, 5), 3, 0);

        assertThat(mostAtOnce).hasValue(3);
    }

    @Test
    void openLoop_tooMuchForThePool_whatWaitsAtTheEndCountsAsLate() throws Exception {
        // 3,000 a second at most, and half of all that comes is still there at the end.
        Figures figures = measure(tally -> OpenLoop.on(pool, tally, 6000, 0), 0, 50);

        assertThat(figures.get(Figure.P99)).isGreaterThan(50);
    }
}
