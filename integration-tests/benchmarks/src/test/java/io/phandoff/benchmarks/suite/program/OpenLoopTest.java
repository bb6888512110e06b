// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpenLoopTest {

    private static final long START = 5_000_000_000L;
    private static final long STALL = 50_000_000;
    private static final int TASKS = 200;
    private static final long SLOW = 20_000_000;

    /** Time passes when somebody sleeps, and when the test says so. */
    private static final class FakeClock implements Clock {

        private long now = START;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void sleep(long nanos) {
            now += Math.max(1, nanos / 2); // may end early
        }
    }

    private record Submission(long number, long intended, long at) {}

    private final FakeClock clock = new FakeClock();
    private final Tally tally = new Tally(number -> Body.WHOLE);
    private final List<Submission> submissions = new ArrayList<>();

    /** Submits until there are enough; one of them takes as long as a stall. */
    private void submit(long stalled, long stallNanos) {
        OpenLoop.Target target = (number, intended) -> {
            submissions.add(new Submission(number, intended, clock.now));
            if (number == stalled) {
                clock.now += stallNanos;
            }
            if (submissions.size() == TASKS) {
                tally.stop();
            }
        };
        new OpenLoop(new Arrivals(1000), SLOW, clock, target, tally).submitAll();
    }

    private static List<Long> intendedTimes() {
        Arrivals arrivals = new Arrivals(1000);
        List<Long> times = new ArrayList<>();
        long time = START;
        for (int i = 0; i < TASKS; i++) {
            time += (time - START < SLOW ? 2 : 1) * arrivals.nextGap();
            times.add(time);
        }
        return times;
    }

    @Test
    void submitAll_inTime_eachIsSubmittedWhenItIsToStart() {
        submit(-1, 0);

        assertThat(submissions).extracting(Submission::intended).isEqualTo(intendedTimes());
        assertThat(submissions)
                .allSatisfy(task -> assertThat(task.at() - task.intended()).isBetween(0L, 1L));
    }

    @Test
    void submitAll_atFirst_halfAsManyCome() {
        submit(-1, 0);

        // 10 and 80 on average; of this sequence 16 and 76, and more than 20 at first if they all came
        assertThat(submissions)
                .filteredOn(task -> task.intended() < START + SLOW)
                .hasSizeBetween(10, 20);
        assertThat(submissions)
                .filteredOn(task -> task.intended() >= START + SLOW && task.intended() < START + 5 * SLOW)
                .hasSizeBetween(60, 100);
    }

    @Test
    void submitAll_stalledOnce_thoseAfterItAreLateAndNoneIsLeftOut() {
        submit(10, STALL);

        assertThat(submissions).extracting(Submission::intended).isEqualTo(intendedTimes());
        assertThat(submissions)
                .extracting(Submission::number)
                .startsWith(0L, 1L, 2L)
                .endsWith(TASKS - 1L);
        Submission stalled = submissions.get(10);
        Submission next = submissions.get(11);
        assertThat(next.at()).isEqualTo(stalled.at() + STALL);
        assertThat(next.at() - next.intended()).isGreaterThan(STALL / 2);
    }

    @Test
    void submitAll_targetFails_isFailed() {
        new OpenLoop(
                        new Arrivals(1000),
                        SLOW,
                        clock,
                        (number, intended) -> {
                            throw new IllegalStateException("full");
                        },
                        tally)
                .submitAll();

        assertThat(tally.isStopping()).isTrue();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(tally::check)).hasRootCauseMessage("full");
    }
}
