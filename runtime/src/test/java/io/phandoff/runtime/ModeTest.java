// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mode changes under load; nothing hangs, nothing is lost, and with the last change all is as if it had always been so. */
class ModeTest {
    private static final int WORKERS = 8;
    private static final int FLIPS = 300;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Timeout(120)
    void setMode_whileWorkersBlockAndRun_everybodyGoesOnAndAllIsGivenBack(boolean strict) throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        try (Live live = new Live(2, strict, Fixture.MS)) {
            for (int i = 0; i < WORKERS; i++) {
                live.worker(worker -> work(live, worker, done));
            }
            live.outsider(none -> {
                Mode[] modes = Mode.values();
                for (int flip = 0; flip < FLIPS; flip++) {
                    live.engine.setMode(modes[flip % modes.length]);
                    Thread.sleep(1);
                }
                live.engine.setMode(Mode.ON);
                done.set(1);
            });
            live.join();
            live.assertQuiet();
            assertThat(live.engine.mode()).isEqualTo(Mode.ON);
            assertThat(PoolCounts.idle(live.pool.counts.word())).isZero();
            Worker after = new Worker(Thread.currentThread(), live.pool);
            live.engine.boundary.workerBegin(after, true);
            assertThat(Live.processorOf(after)).isNotNegative();
            live.engine.boundary.workerEnd(after);
        }
    }

    private static void work(Live live, Worker worker, AtomicInteger done) throws Throwable {
        for (int round = 0; done.get() == 0; round++) {
            if (round % 3 == 0) {
                live.hard(worker, in -> Live.yieldCpu());
            } else {
                live.soft(worker, in -> Live.yieldCpu());
            }
            if (round % 10 == 0) {
                live.nextTask(worker);
            }
        }
    }
}
