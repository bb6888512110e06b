// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static io.phandoff.runtime.Fixture.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.phandoff.runtime.token.Processor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How long a worker waits for a processor at most, where the only one is held for ever. The numbers are written out, for the
 * constants would agree with any change of themselves. No sysmon runs, so nothing but the limit ends a wait.
 */
@Timeout(120)
class LongestWaitTest {
    private static final long STRICT_LIMIT = 100 * MS;
    private static final long FETCH_LIMIT = 1_000 * MS;

    private final AtomicInteger timed = new AtomicInteger();
    private Fixture fixture;

    private void begin(boolean strict) {
        fixture = new Fixture(1, strict);
        fixture.running(); // for ever
        fixture.whenTimed = timed::incrementAndGet;
    }

    @AfterEach
    void letEverybodyGo() {
        fixture.engine.passThrough("end of test", null);
    }

    /** A worker on a thread of its own that does what makes it wait. */
    private final class Waiting extends Thread {
        private final Worker worker = new Worker(this, fixture.pool);
        private final CompletableFuture<Long> holding = new CompletableFuture<>();
        private final Consumer<Worker> action;

        Waiting(Consumer<Worker> action) {
            this.action = action;
            setDaemon(true);
            start();
            await().until(() -> waits() && getState() == State.TIMED_WAITING);
        }

        @Override
        public void run() {
            action.accept(worker);
            holding.complete(worker.holdingOpaque());
        }

        private boolean waits() {
            return worker.wait.state() == WaitingForProcessor.WAITING;
        }

        /** Once to be sure that the look began after the time had passed, once that it has come to its end. */
        void looksAtTheClock() {
            int before = timed.get();
            await().until(() -> timed.get() >= before + 2);
        }
    }

    private void assertEndsAfter(long limit, Waiting waiting) {
        fixture.pass(limit - 1);
        waiting.looksAtTheClock();
        assertThat(waiting.waits()).isTrue();
        assertThat(waiting.holding).isNotDone();
        fixture.pass(1);
        await().until(waiting.holding::isDone);
        assertThat(fixture.scheduler().waits.isEmpty()).isTrue();
    }

    private void assertOvercommitted(Waiting waiting) {
        assertThat(Processor.idOf(waiting.holding.join())).isEqualTo(-1);
        assertThat(fixture.scheduler().overcommitted).hasValue(1);
    }

    @Test
    void exit_strictAndTheProcessorIsNeverFree_runsOvercommittedAfterTheLimit() {
        begin(true);
        Waiting waiting = new Waiting(worker -> {
            fixture.scheduler().workers.add(worker);
            fixture.pool.workerBegun(true);
            fixture.engine.calls.enterHard(worker, CallKind.SLEEP);
            fixture.engine.calls.exit(worker);
        });
        assertEndsAfter(STRICT_LIMIT, waiting);
        assertOvercommitted(waiting);
        assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isZero();
    }

    @Test
    void workerBegin_strictAndTheProcessorIsNeverFree_runsItsTaskOvercommittedAfterTheLimit() {
        begin(true);
        Waiting waiting = new Waiting(worker -> fixture.engine.boundary.workerBegin(worker, true));
        assertEndsAfter(STRICT_LIMIT, waiting);
        assertOvercommitted(waiting);
    }

    @Test
    void fetchBegin_strictAndTheProcessorIsNeverFree_looksForATaskWithoutOneAfterTheLimit() {
        begin(true);
        assertThat(holdingAfterFetch(STRICT_LIMIT)).isZero();
    }

    @Test
    void fetchBegin_crowdedAndTheProcessorIsNeverFree_looksForATaskWithoutOneAfterTheLimit() {
        begin(false);
        for (int i = 0; i < Handoff.CROWD; i++) {
            fixture.running();
        }
        assertThat(fixture.scheduler().handoff.crowded()).isTrue();
        assertThat(holdingAfterFetch(FETCH_LIMIT)).isZero();
    }

    private long holdingAfterFetch(long limit) {
        fixture.queue.add(new Object());
        Waiting waiting = new Waiting(worker -> {
            fixture.engine.boundary.workerBegin(worker, false);
            fixture.engine.boundary.fetchBegin(worker);
        });
        assertEndsAfter(limit, waiting);
        return waiting.holding.join();
    }
}
