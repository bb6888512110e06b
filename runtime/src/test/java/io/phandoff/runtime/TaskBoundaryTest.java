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
    void fetchBegin_overcommittedAndNothingQueued_goesToItsQueueWithoutAProcessor() {
        fixture.running();
        Worker second = fixture.running();
        assertThat(Processor.idOf(second.holdingOpaque())).isEqualTo(-1);
        boundary.fetchBegin(second);
        assertThat(second.holdingOpaque()).isZero();
        assertThat(fixture.scheduler().overcommitted).hasValue(0);
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
    void workerEnd_twice_countsOnce() {
        Worker worker = fixture.running();
        boundary.workerEnd(worker);
        boundary.workerEnd(worker);
        assertThat(Snapshots.of(fixture.engine).tasks()).isEqualTo(1);
    }
}
