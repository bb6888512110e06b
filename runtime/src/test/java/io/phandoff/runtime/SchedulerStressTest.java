// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.phandoff.runtime.token.Processor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** Real threads on a real engine: one owner a processor, nobody lost, everything given back. */
class SchedulerStressTest {
    private static final int PROCESSORS = 2;
    private static final int WORKERS = 12;
    private static final int ROUNDS = 3_000;

    private final Fixture settings = new Fixture(1, true);
    private final Engine engine = new Engine(
            new RuntimeConfig(PROCESSORS, false, 0, 0, 0, true, 0, Fixture.MS, false),
            new NanoClock.OfJvm(),
            (worker, executor) -> true,
            settings,
            Thread::getState,
            settings,
            () -> PROCESSORS);
    private final AtomicReferenceArray<Claim> claims = new AtomicReferenceArray<>(PROCESSORS);
    private final AtomicInteger twoOwners = new AtomicInteger();

    @RepeatedTest(3)
    @Timeout(120)
    void enterAndExit_manyWorkersStrict_oneOwnerAProcessorAndAllComeBack() throws InterruptedException {
        engine.startThreads();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            boolean soft = i % 2 == 0;
            Thread thread = new Thread(() -> work(soft));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(twoOwners).hasValue(0);
        // sysmon may still have in hands what it took from a worker that has ended since
        await().pollDelay(Duration.ZERO).untilAsserted(this::assertAllIsGivenBack);
        assertThat(engine.passThroughReason()).isNull();
        engine.passThrough("end of test", null);
    }

    private void assertAllIsGivenBack() {
        assertThat(engine.scheduler.processors.idle()).isEqualTo(PROCESSORS);
        assertThat(engine.scheduler.waits.isEmpty()).isTrue();
        assertThat(engine.scheduler.overcommitted).hasValue(0);
        assertThat(PoolCounts.blocked(settings.pool.counts.word())).isZero();
    }

    @SuppressWarnings("ThreadPriorityCheck") // stirs the order of threads, on purpose
    private void work(boolean soft) {
        Worker worker = new Worker(Thread.currentThread(), settings.pool);
        engine.boundary.workerBegin(worker, true);
        for (int round = 0; round < ROUNDS; round++) {
            own(worker);
            if (soft && round % 3 != 0) {
                engine.calls.enterSoft(worker, CallKind.FILE_READ);
            } else {
                engine.calls.enterHard(worker, CallKind.PARK);
            }
            if (round % 7 == 0) {
                Thread.yield();
            }
            engine.calls.exit(worker);
            if (round % 10 == 0) {
                engine.boundary.fetchBegin(worker);
                engine.boundary.fetchEnd(worker, true);
            }
        }
        engine.boundary.workerEnd(worker);
    }

    /** A worker, and the holding that it has claimed. */
    private record Claim(Worker worker, long holding) {
        boolean holds() {
            return worker.holdingOpaque() == holding;
        }
    }

    /**
     * Claims what the worker holds. Two owners are two claims that are both still true: one who was robbed in the middle of
     * this has a claim, but no longer the holding that it names.
     */
    private void own(Worker worker) {
        long holding = worker.holdingOpaque();
        int id = holding <= 0 ? -1 : Processor.idOf(holding); // a robbed worker has none
        if (id < 0) {
            return;
        }
        Claim mine = new Claim(worker, holding);
        Claim other = claims.getAndSet(id, mine);
        if (other != null && other.holds() && mine.holds()) {
            twoOwners.incrementAndGet();
        }
        claims.compareAndSet(id, mine, null);
    }
}
