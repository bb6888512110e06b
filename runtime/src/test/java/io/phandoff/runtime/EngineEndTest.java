// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EngineEndTest {
    private static final int LIMIT_MILLIS = 10_000;
    /** Each waits for a processor for 100 ms at most, and then goes on without: more than the limit in all. */
    private static final int ROUNDS = 1_000;

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
        assertThat(fixture.engine.end()).isEqualTo(new EndReport(0, 0));
        assertThat(fixture.engine.liveThreads()).isZero();
    }

    @Test
    void end_workerHasAValueAndComesToAHook_isWaitedFor() throws Exception {
        assertThat(flushedAtEnd(true)).isEqualTo(new EndReport(0, 0));
    }

    @Test
    void end_workerHasAValueAndComputesOn_isTold() throws Exception {
        assertThat(flushedAtEnd(false)).isEqualTo(new EndReport(1, 0));
    }

    /** A worker computes with a value until the runtime ends, and then comes to a hook or not. */
    private static EndReport flushedAtEnd(boolean comesToAHook) throws Exception {
        AtomicInteger flushed = new AtomicInteger();
        LocalKey<int[]> key = new LocalKey<>(() -> new int[1], value -> flushed.getAndAdd(value[0]));
        try (Live live = new Live(1, false, TimeUnit.SECONDS.toNanos(60))) {
            CountDownLatch counted = new CountDownLatch(1);
            AtomicBoolean ended = new AtomicBoolean();
            live.worker(worker -> {
                key.ofHeld(worker)[0] = 7;
                counted.countDown();
                while (live.engine.passThroughReason() == null || (!comesToAHook && !ended.get())) {
                    Thread.onSpinWait();
                }
                live.engine.calls.enterHard(worker, CallKind.SLEEP);
                live.engine.calls.exit(worker);
            });
            counted.await();
            EndReport report = live.engine.end();
            assertThat(flushed).hasValue(comesToAHook ? 7 : 0);
            ended.set(true);
            return report;
        }
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
