// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.runtime.token.Processor;
import org.junit.jupiter.api.Test;

class TaskBoundaryTest {
    private final Fixture fixture = new Fixture(1, false);
    private final TaskBoundary boundary = fixture.engine.boundary;

    @Test
    void fetchBegin_holder_keepsTheProcessorFromTaskToTask() {
        Worker worker = fixture.running();
        long holding = worker.holdingOpaque();
        for (int i = 0; i < 10; i++) {
            boundary.fetchBegin(worker);
            boundary.fetchEnd(worker, true);
        }
        assertThat(worker.holdingOpaque()).isEqualTo(holding);
        assertThat(worker.stats.tasks).isEqualTo(11);
    }

    @Test
    void fetchBegin_overcommittedAndFewOthersAre_goesOn() {
        fixture.running();
        Worker second = fixture.running();
        for (int i = 0; i < 200; i++) {
            boundary.fetchBegin(second);
            assertThat(Processor.idOf(second.holdingOpaque())).isEqualTo(-1);
            boundary.fetchEnd(second, true);
        }
        assertThat(fixture.scheduler().overcommitted).hasValue(1);
    }

    @Test
    void fetchBegin_overcommittedAndCrowded_goesToItsQueueWithoutAProcessor() {
        fixture.running();
        for (int i = 0; i < Handoff.CROWD - 1; i++) {
            fixture.running();
        }
        Worker last = fixture.running();
        assertThat(fixture.scheduler().overcommitted).hasValue(Handoff.CROWD);
        boundary.fetchBegin(last);
        assertThat(last.holdingOpaque()).isZero();
        assertThat(fixture.scheduler().overcommitted).hasValue(Handoff.CROWD - 1);
    }

    @Test
    void fetchBegin_overcommittedAndOneIdle_takesIt() {
        Worker first = fixture.running();
        Worker second = fixture.running();
        fixture.engine.calls.enterHard(first, CallKind.SLEEP);
        boundary.fetchBegin(second);
        assertThat(Processor.idOf(second.holdingOpaque())).isZero();
    }

    @Test
    void fetchBegin_taskLeftACallWithoutItsExit_heals() {
        Worker worker = fixture.running();
        fixture.engine.calls.enterHard(worker, CallKind.SLEEP);
        fixture.engine.calls.enterHard(worker, CallKind.PARK);
        boundary.fetchBegin(worker);
        assertThat(worker.depth).isZero();
        assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isZero();
        assertThat(worker.holdingOpaque()).isNotZero();
    }

    @Test
    void fetchBegin_askedToYieldButNobodyWaits_keepsTheProcessor() {
        Worker worker = fixture.running();
        worker.setYieldRequestedOpaque(true);
        boundary.fetchBegin(worker);
        assertThat(worker.holdingOpaque()).isNotZero();
    }

    @Test
    void workerEnd_holder_givesTheProcessorBackAndIsForgotten() {
        Worker worker = fixture.running();
        boundary.workerEnd(worker);
        assertThat(fixture.idle()).isEqualTo(1);
        assertThat(fixture.scheduler().workers.get(worker.thread)).isNull();
        assertThat(PoolCounts.threads(fixture.pool.counts.word())).isZero();
        StatsSnapshot snapshot = Snapshots.of(fixture.engine);
        assertThat(snapshot.tasks()).isEqualTo(1);
        assertThat(snapshot.pools()).singleElement().satisfies(pool -> assertThat(pool.tasks())
                .isEqualTo(1));
    }

    @Test
    void workerEnd_lastHolder_isNotKeptByItsProcessor() {
        Worker first = fixture.running();
        fixture.engine.calls.enterHard(first, CallKind.SLEEP);
        Worker second = fixture.running();
        Processor processor = fixture.scheduler().processors.get(0);
        assertThat(processor.holderOpaque()).isSameAs(second);
        boundary.workerEnd(first);
        assertThat(processor.holderOpaque()).isSameAs(second);
        boundary.workerEnd(second);
        assertThat(processor.holderOpaque()).isNull();
    }

    @Test
    void workerEnd_twice_countsOnce() {
        Worker worker = fixture.running();
        boundary.workerEnd(worker);
        boundary.workerEnd(worker);
        assertThat(Snapshots.of(fixture.engine).tasks()).isEqualTo(1);
    }

    @Test
    void workerEnd_itsEntriesAreInTheQueuesStill_areSkippedAndNameNobody() {
        WaitQueues waits = fixture.scheduler().waits;
        for (boolean resumes : new boolean[] {true, false}) {
            Worker ended = gaveUp(waits, resumes);
            fixture.engine.boundary.workerEnd(ended);
            Worker next = gaveUp(waits, resumes);
            assertThat(resumes ? ended.resuming.worker() : ended.starting.worker())
                    .isNull();
            assertThat(waits.poll(true)).isSameAs(next);
            assertThat(waits.poll(true)).isNull();
            waits.end(fixture.pool, resumes);
            waits.end(fixture.pool, resumes);
        }
    }

    /** A worker whose entry was left behind when it stopped waiting. */
    private Worker gaveUp(WaitQueues waits, boolean resumes) {
        Worker worker = fixture.worker();
        waits.begin(fixture.pool, resumes);
        worker.wait.begin();
        assertThat(waits.add(worker, resumes)).isTrue();
        assertThat(worker.wait.cancel()).isTrue();
        return worker;
    }
}
