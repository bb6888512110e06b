// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DriversTest {

    private final ExecutorService pool = Executors.newFixedThreadPool(3);
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final Tally tally = new Tally(this::run);

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

    private Figures measure(Driver driver) throws Exception {
        Figures figures = new Measurement(driver, tally, Path.of("/nonexistent")).run(20, 200);
        assertThat(atOnce).hasValue(0);
        assertThat(figures.get(Figure.PER_SECOND)).isBetween(1.0, runs.get() / 0.2);
        assertThat(figures.get(Figure.P50)).isBetween(1.0, figures.get(Figure.P999));
        assertThat(figures.get(Figure.THREADS)).isGreaterThan(3);
        assertThat(figures.get(Figure.THROTTLED)).isNaN();
        return figures;
    }

    @Test
    void closedLoop_twoInFlight_neverMoreAtOnce() throws Exception {
        measure(new ClosedLoop(pool, tally, 2));

        assertThat(mostAtOnce).hasValue(2);
    }

    @Test
    void endlessTasks_moreThanThreads_eachKeepsItsThread() throws Exception {
        measure(new EndlessTasks(pool, tally, 5));

        assertThat(mostAtOnce).hasValue(3);
    }

    @Test
    void openLoop_tooMuchForThePool_whatWaitsAtTheEndCountsAsLate() throws Exception {
        // 3,000 a second at most, and half of all that comes is still there at the end.
        Figures figures = measure(OpenLoop.on(pool, tally, 6000, 0));

        assertThat(figures.get(Figure.P99)).isGreaterThan(50);
    }
}
