// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.phandoff.runtime.WorkerSnapshot.State;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WorkerSnapshotsTest {
    private static final long WATCH = 50 * Fixture.MS;

    @Test
    void of_twoPoolsOfOneName_eachHasPlacesOfItsOwn() throws Exception {
        Fixture fixture = new Fixture(1, false);
        Object executor = new Object();
        Pool other = fixture.engine.pools.getOrMake(
                executor,
                key -> new Pool(
                        fixture.pool.name,
                        key,
                        PoolDriver.NONE,
                        fixture.pool.settings,
                        Thread.currentThread(),
                        false,
                        fixture.engine.sparesInAllPools));
        waits(fixture, fixture.worker());
        waits(fixture, new Worker(new Thread("other-1"), other));
        waits(fixture, new Worker(new Thread("other-2"), other));

        List<WorkerSnapshot> workers = WorkerSnapshots.of(fixture.engine.scheduler, 0);

        assertThat(workers).extracting(WorkerSnapshot::position).containsExactly(1, 1, 2);
        assertThat(workers).extracting(WorkerSnapshot::poolId).containsExactly(fixture.pool.id, other.id, other.id);
    }

    private static void waits(Fixture fixture, Worker worker) {
        fixture.engine.boundary.workerBegin(worker, true);
        worker.starts = true;
        worker.waitsSince = fixture.now();
        fixture.pass(Fixture.MS);
    }

    @Test
    void of_runningWorkerWithShortCalls_hasHeldItsProcessorAllTheTime() throws Exception {
        CountDownLatch ends = new CountDownLatch(1);
        try (Live live = new Live(1, false)) {
            live.worker(worker -> {
                while (ends.getCount() > 0) {
                    live.soft(worker, in -> {});
                }
            });
            await().until(() -> WorkerSnapshots.of(live.engine.scheduler, WATCH).stream()
                    .anyMatch(worker -> worker.state() == State.RUNNING && worker.nanos() >= WATCH));
            ends.countDown();
            live.join();
        }
    }
}
