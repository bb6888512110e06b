// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EngineEndTest {
    private static final int LIMIT_MILLIS = 60_000;
    /** Each waits for a processor for 100 ms at most, and then goes on without: more than the limit in all. */
    private static final int ROUNDS = 1_000;
    /** As long as the engine waits for values. */
    private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AtomicInteger flushed = new AtomicInteger();

    @Test
    void end_workersWaitForAProcessor_allGoOnAndTheThreadsEnd() throws Exception {
        try (Live live = new Live(1, true, TimeUnit.SECONDS.toNanos(60))) {
            CountDownLatch holds = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(1);
            live.worker(worker -> {
                holds.countDown();
                while (ended.getCount() > 0) {
                    Thread.onSpinWait();
                }
            });
            holds.await();
            CountDownLatch begun = new CountDownLatch(3);
            for (int i = 0; i < 3; i++) {
                live.worker(worker -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        live.engine.calls.enterHard(worker, CallKind.SLEEP);
                        live.engine.calls.exit(worker);
                    }
                    begun.countDown();
                });
            }
            live.engine.end();
            assertThat(begun.await(LIMIT_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
            ended.countDown();
            assertThat(live.engine.passThroughReason()).isEqualTo("stopped");
        }
    }

    @Test
    void end_theRuntimesThreads_areGone() {
        Fixture fixture = new Fixture(1, true);
        fixture.engine.startThreads();
        assertThat(fixture.engine.liveThreads()).isEqualTo(3);
        assertThat(fixture.engine.end().unflushed()).isZero();
        await().until(() -> fixture.engine.liveThreads() == 0); // each is waited for two seconds only
        assertThat(fixture.engine.end()).isEqualTo(new EndReport(0, 0));
    }

    @Test
    void end_workerHasAValueAndComesToAHook_isWaitedFor() throws Exception {
        Fixture fixture = new Fixture(1, false);
        Worker worker = withValue(fixture);
        Background<EndReport> end = new Background<>(fixture.engine::end);
        end.awaitBlocked();
        fixture.pass(FLUSH_NANOS - 1);
        assertThat(end.done()).isFalse();
        fixture.engine.calls.enterHard(worker, CallKind.SLEEP);
        assertThat(end.get()).isEqualTo(new EndReport(0, 0));
        assertThat(flushed).hasValue(7);
    }

    @Test
    void end_workerHasAValueAndComputesOn_isTold() throws Exception {
        Fixture fixture = new Fixture(1, false);
        withValue(fixture);
        Background<EndReport> end = new Background<>(fixture.engine::end);
        end.awaitBlocked(); // between two looks: its time has begun
        fixture.pass(FLUSH_NANOS);
        assertThat(end.get()).isEqualTo(new EndReport(1, 0));
        assertThat(flushed).hasValue(0);
    }

    /** A worker that computes with a value; the clock stands still, so no wait for it ends by its limit. */
    private Worker withValue(Fixture fixture) {
        LocalKey<int[]> key = new LocalKey<>(() -> new int[1], value -> flushed.getAndAdd(value[0]));
        Worker worker = fixture.running();
        key.ofHeld(worker)[0] = 7;
        return worker;
    }

    @Test
    void forgetWorkers_exemptWorker_isForgottenAndStaysExempt() {
        Fixture fixture = new Fixture(2, true);
        Worker worker = new Worker(Thread.currentThread(), fixture.pool);
        fixture.engine.boundary.workerBegin(worker, true);
        worker.exempt = 2;
        fixture.engine.forgetWorkers();

        assertThat(fixture.engine.exemptions.take()).isEqualTo(2);
        assertThat(fixture.engine.scheduler.workers.all()).isEmpty();
        Worker later = fixture.worker();
        fixture.engine.boundary.workerBegin(later, true);
        assertThat(fixture.engine.scheduler.workers.get(later.thread)).isNull();
        assertThat(later.holdingOpaque()).isZero();
    }

    @Test
    void snapshot_workersInDifferentStates_saysWhatEachDoes() throws Exception {
        Fixture fixture = new Fixture(1, false);
        Worker running = fixture.running();
        Worker beyond = fixture.running();
        Worker sleeping = fixture.running();
        fixture.engine.calls.enterHard(sleeping, CallKind.SLEEP);
        Worker first = fixture.running();
        first.starts = true;
        first.waitsSince = fixture.now();
        fixture.pass(7 * Fixture.MS);
        Worker second = fixture.running();
        second.starts = true;
        second.waitsSince = fixture.now();
        fixture.pass(3 * Fixture.MS);

        List<WorkerSnapshot> workers = WorkerSnapshots.of(fixture.engine.scheduler, 0);

        assertThat(workers)
                .extracting(WorkerSnapshot::thread)
                .startsWith(first.thread.getName(), second.thread.getName());
        assertThat(of(workers, first).position()).isEqualTo(1);
        assertThat(of(workers, first).nanos()).isEqualTo(10 * Fixture.MS);
        assertThat(of(workers, second).position()).isEqualTo(2);
        assertThat(of(workers, running).state()).isEqualTo(WorkerSnapshot.State.RUNNING);
        assertThat(of(workers, running).processor()).isZero();
        assertThat(of(workers, beyond).state()).isEqualTo(WorkerSnapshot.State.OVERCOMMITTED);
        assertThat(of(workers, sleeping).state()).isEqualTo(WorkerSnapshot.State.BLOCKED);
        assertThat(of(workers, sleeping).call()).isEqualTo("sleep");
        assertThat(of(workers, sleeping).nanos()).isEqualTo(10 * Fixture.MS);
    }

    @Test
    void snapshot_workerInAShortCall_hasItsProcessorTied() throws Exception {
        Fixture fixture = new Fixture(1, false);
        Worker worker = fixture.running();
        fixture.engine.calls.enterSoft(worker, CallKind.FILE_READ);

        WorkerSnapshot snapshot = of(WorkerSnapshots.of(fixture.engine.scheduler, 0), worker);

        assertThat(snapshot.state()).isEqualTo(WorkerSnapshot.State.IN_CALL);
        assertThat(snapshot.processor()).isZero();
        assertThat(snapshot.call()).isEqualTo("file-read");
    }

    private static WorkerSnapshot of(List<WorkerSnapshot> workers, Worker worker) {
        return workers.stream()
                .filter(each -> each.threadId() == worker.thread.getId())
                .findAny()
                .orElseThrow();
    }
}
