// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final long AGO = TimeUnit.SECONDS.toNanos(1000);

    private long outcome = Body.WHOLE;
    private final Tally tally = new Tally(number -> outcome);

    private boolean run() {
        tally.submitted();
        return tally.run(0, System.nanoTime() - AGO);
    }

    @Test
    void run_whole_latencyIsFromWhenItWasToStart() throws Exception {
        tally.measure();
        run();

        assertThat(tally.completed()).isEqualTo(1);
        assertThat(tally.latencyMillis(0.5)).isCloseTo(1_000_000, Percentage.withPercentage(3));
        tally.check();
    }

    @Test
    void run_ownLatency_isTaken() {
        tally.measure();
        outcome = TimeUnit.MILLISECONDS.toNanos(3);
        run();

        assertThat(tally.latencyMillis(0.99)).isCloseTo(3, Percentage.withPercentage(2));
    }

    @Test
    void run_untimedAndUncounted_leaveNoLatency() {
        tally.measure();
        outcome = Body.UNTIMED;
        run();
        outcome = Body.UNCOUNTED;
        run();

        assertThat(tally.completed()).isEqualTo(1);
        assertThat(tally.latencyMillis(0.99)).isZero();
    }

    @Test
    void run_beforeMeasuring_leavesNoLatency() {
        run();

        assertThat(tally.latencyMillis(0.99)).isZero();
    }

    @Test
    void run_afterStop_doesNotRunButHasEnded() throws Exception {
        tally.stop();

        assertThat(run()).isFalse();
        assertThat(tally.completed()).isZero();
        assertThat(tally.isOver()).isTrue();
        tally.check();
    }

    @Test
    void unfinished_afterStop_countsAsLongAsItHasWaited() {
        tally.measure();
        tally.stop();
        tally.unfinished(0, TimeUnit.SECONDS.toNanos(2));

        assertThat(tally.latencyMillis(0.5)).isCloseTo(2000, Percentage.withPercentage(2));
    }

    @Test
    void check_taskMissing_fails() {
        tally.submitted();

        assertThat(tally.isOver()).isFalse();
        assertThatThrownBy(tally::check).hasMessageContaining("ended=0 (expected: 1)");
    }

    @Test
    void check_bodyThrew_fails() {
        Tally failing = new Tally(number -> {
            throw new IllegalStateException("wrong result");
        });
        failing.submitted();
        failing.run(0, 0);

        assertThat(failing.isStopping()).isTrue();
        assertThatThrownBy(failing::check).hasRootCauseMessage("wrong result");
    }
}
