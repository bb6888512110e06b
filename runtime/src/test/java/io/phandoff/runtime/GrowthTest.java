// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static io.phandoff.runtime.Fixture.MS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GrowthTest {
    private final Fixture fixture = new Fixture(2, false);
    private final Growth growth = fixture.growth;
    private final Pool pool = fixture.pool;
    private final Worker first = fixture.running();
    private final Worker second = fixture.running();
    private final Object otherExecutor = new Object();

    private void block(Worker... workers) {
        for (Worker worker : workers) {
            fixture.engine.calls.enterHard(worker, CallKind.SLEEP);
        }
    }

    private void queue(int tasks) {
        for (int i = 0; i < tasks; i++) {
            fixture.queue.add(new Object());
        }
        growth.consider(pool);
    }

    private long look(long laterNanos) {
        fixture.pass(laterNanos);
        return growth.runOnce(fixture.now());
    }

    @Test
    void runOnce_allBlockedForTheGraceTimeAndTasksQueued_startsASpareForEach() {
        block(first, second);
        queue(5);
        look(0);
        assertThat(fixture.sparesStarted).hasValue(0);
        look(MS);
        assertThat(fixture.sparesStarted).hasValue(0);
        look(Growth.CONFIRM_NANOS);
        assertThat(fixture.sparesStarted).hasValue(2);
        assertThat(pool.spares).hasValue(2);
        assertThat(pool.arriving()).isZero();
    }

    @Test
    void runOnce_kindKnownToBlockLong_startsASpareAtOnce() {
        pool.blockTimes.observe(CallKind.SLEEP, 10 * MS);
        block(first);
        queue(1);
        look(0);
        look(Growth.CONFIRM_NANOS);
        assertThat(fixture.sparesStarted).hasValue(1);
    }

    @Test
    void runOnce_callsShorterThanTheGraceTime_startsNone() {
        pool.blockTimes.observe(CallKind.SLEEP, MS / 10);
        queue(100);
        for (int i = 0; i < 50; i++) {
            block(first);
            look(MS / 10);
            fixture.engine.calls.exit(first);
        }
        assertThat(fixture.sparesStarted).hasValue(0);
    }

    @Test
    void runOnce_nothingQueued_becomesCalm() {
        block(first, second);
        pool.growthState.set(Pool.REQUESTED);
        assertThat(look(MS)).isEqualTo(RuntimeThread.Step.FOREVER);
        assertThat(pool.growthState).hasValue(Pool.CALM);
        assertThat(growth.pressure()).isFalse();
    }

    @Test
    void runOnce_queuedAndNobodyKnownToBeBlocked_isPressedSoThatSysmonLooks() {
        queue(3);
        look(0);
        assertThat(pool.growthState).hasValue(Pool.PRESSED);
        assertThat(growth.pressure()).isTrue();
    }

    @Test
    void runOnce_pressedAndStillNobodyIsBlocked_looksLessOftenUntilSomebodyIs() {
        queue(3);
        assertThat(look(0)).isEqualTo(5 * MS);
        assertThat(look(5 * MS)).isEqualTo(10 * MS);
        assertThat(look(10 * MS)).isEqualTo(20 * MS);
        assertThat(look(20 * MS)).isEqualTo(20 * MS);
        pool.blockTimes.observe(CallKind.SLEEP, 10 * MS);
        block(first);
        growth.consider(pool);
        look(0);
        fixture.engine.calls.exit(first);
        assertThat(look(MS)).isEqualTo(5 * MS);
    }

    @Test
    void consider_pressedAndAWorkerBlocks_asksAgain() {
        queue(3);
        look(0);
        growth.consider(pool);
        assertThat(pool.growthState).hasValue(Pool.PRESSED);
        block(first);
        growth.consider(pool);
        assertThat(pool.growthState).hasValue(Pool.REQUESTED);
    }

    @Test
    void consider_idleWorker_asksForNothing() {
        Worker idle = fixture.worker();
        fixture.engine.boundary.workerBegin(idle, false);
        block(idle, first, second);
        queue(3);
        assertThat(pool.growthState).hasValue(Pool.CALM);
    }

    @Test
    void runOnce_noProcessorIdle_startsNone() {
        pool.blockTimes.observe(CallKind.SLEEP, 10 * MS);
        block(first);
        Worker third = fixture.running();
        queue(3);
        assertNoSpareFor20Looks();
        assertThat(pool.growthState).hasValue(Pool.COOLDOWN);
        fixture.engine.calls.enterSoft(third, CallKind.FILE_READ);
        assertNoSpareFor20Looks(); // it is tied to the call
        fixture.engine.calls.exit(third);
        block(third);
        assertSparesAfterTwoLooks(1);
    }

    @Test
    void runOnce_idleProcessorsUsedUpByOvercommittedWorkers_startsNone() {
        pool.blockTimes.observe(CallKind.SLEEP, 10 * MS);
        block(first);
        fixture.scheduler().overcommitted.set(1);
        queue(3);
        assertNoSpareFor20Looks();
        fixture.scheduler().overcommitted.set(0);
        assertSparesAfterTwoLooks(1);
    }

    @Test
    void runOnce_somebodyWaitsForAProcessor_startsNone() {
        pool.blockTimes.observe(CallKind.SLEEP, 10 * MS);
        block(first, second);
        queue(5);
        fixture.pretendDemand();
        assertNoSpareFor20Looks();
        fixture.scheduler().waits.end(pool, true);
        assertSparesAfterTwoLooks(2);
    }

    /** Longer than any rest between two of them, so that each one looks. */
    private void assertNoSpareFor20Looks() {
        for (int i = 0; i < 20; i++) {
            look(100 * MS);
            assertThat(pool.processorSeenIdle).isFalse();
        }
        assertThat(fixture.sparesStarted).hasValue(0);
    }

    private void assertSparesAfterTwoLooks(int spares) {
        look(100 * MS);
        assertThat(fixture.sparesStarted).hasValue(0);
        look(100 * MS);
        assertThat(fixture.sparesStarted).hasValue(spares);
    }

    @Test
    void runOnce_poolOfOne_isNeverGrown() {
        fixture.engine.boundary.workerEnd(second);
        pool.blockTimes.observe(CallKind.SLEEP, 10 * MS);
        block(first);
        queue(3);
        for (int i = 0; i < 20; i++) {
            look(100 * MS);
        }
        assertThat(fixture.sparesStarted).hasValue(0);
    }

    @Test
    void runOnce_atTheCap_startsNoMoreAndTellsOnce() {
        pool.blockTimes.observe(CallKind.SLEEP, 10 * MS);
        pool.spares.set(4);
        for (int i = 0; i < 4; i++) {
            block(fixture.running());
        }
        block(first, second);
        queue(3);
        look(MS);
        look(100 * MS);
        look(100 * MS);
        assertThat(fixture.sparesStarted).hasValue(0);
        assertThat(fixture.told).containsExactly("capped per-pool");
    }

    @Test
    void runOnce_capOfAllPools_holdsOverTwo() {
        Pool other = fixture.pool("other", otherExecutor);
        block(first, second);
        for (int i = 0; i < 4; i++) {
            block(fixture.running());
        }
        for (int i = 0; i < 6; i++) {
            Worker worker = new Worker(new Thread("other-" + i), other);
            fixture.engine.boundary.workerBegin(worker, true);
            block(worker);
        }
        queue(20);
        for (int i = 0; i < 20; i++) {
            look(100 * MS);
        }
        assertThat(pool.spares).hasValue(4);
        growth.consider(other);
        for (int i = 0; i < 20; i++) {
            look(100 * MS);
        }
        assertThat(pool.spares).hasValue(4);
        assertThat(other.spares).hasValue(2);
        assertThat(fixture.told).containsExactly("capped per-pool", "capped total");
    }

    @Test
    void runOnce_aProcessorIsIdleButNoCpu_startsNoneWhileSomebodyRuns() {
        pool.blockTimes.observe(CallKind.SLEEP, 10 * MS);
        fixture.idleCpuNanos = 0;
        block(first);
        queue(3);
        look(MS); // begins a window, and finds the processor idle for the first time
        look(CpuRoom.WINDOW_NANOS);
        for (int i = 0; i < 20; i++) {
            look(32 * MS);
        }
        assertThat(fixture.sparesStarted).hasValue(0);
        fixture.idleCpuNanos = CpuRoom.WINDOW_NANOS;
        look(CpuRoom.WINDOW_NANOS);
        look(MS);
        assertThat(fixture.sparesStarted).hasValue(1);
    }

    /** Who runs may be another program for ever, and who is blocked may wait for what is queued. */
    @Test
    void runOnce_noCpuIsIdleAndAllAreBlocked_startsOneAllTheSame() {
        pool.blockTimes.observe(CallKind.SLEEP, 10 * MS);
        fixture.idleCpuNanos = 0;
        block(first, second);
        queue(3);
        for (int i = 0; i < 20; i++) {
            look(MS);
        }
        assertThat(fixture.sparesStarted.get()).isPositive();
    }

    @Test
    void runOnce_noCpuIsIdleAndAllAreBlockedForMoments_startsNone() {
        pool.blockTimes.observe(CallKind.SLEEP, 10 * MS);
        fixture.idleCpuNanos = 0;
        block(first, second);
        queue(3);
        for (int i = 0; i < 50; i++) {
            look(MS);
            if (i % (Growth.STANDSTILL_LOOKS - 1) == 0) {
                fixture.engine.calls.exit(first);
                look(100 * MS); // beyond any back-off
                block(first);
            }
        }
        assertThat(fixture.sparesStarted).hasValue(0);
    }

    @Test
    void runOnce_threadCannotBeCreated_goesOnAndTriesAgainLater() {
        pool.blockTimes.observe(CallKind.SLEEP, 10 * MS);
        fixture.spareFailure = new OutOfMemoryError("unable to create native thread");
        block(first);
        queue(1);
        look(0);
        look(Growth.CONFIRM_NANOS);
        assertThat(fixture.told).containsExactly("failed test");
        assertThat(pool.spares).hasValue(0);
        assertThat(pool.arriving()).isZero();
        fixture.spareFailure = null;
        look(Growth.FAILED_NANOS - 1);
        assertThat(fixture.sparesStarted).hasValue(0);
        look(1);
        look(Growth.CONFIRM_NANOS);
        assertThat(fixture.sparesStarted).hasValue(1);
    }

    @Test
    void runOnce_processorIdleInEverySecondLook_startsNone() {
        pool.blockTimes.observe(CallKind.SLEEP, 10 * MS);
        block(first);
        queue(3);
        for (int i = 0; i < 50; i++) {
            fixture.scheduler().overcommitted.set(i % 2);
            look(100 * MS);
        }
        assertThat(fixture.sparesStarted).hasValue(0);
    }

    @Test
    void runOnce_blockedInASelectorOrAccepting_isNoReason() {
        fixture.engine.calls.enterHard(first, CallKind.SELECT);
        fixture.engine.calls.enterHard(second, CallKind.ACCEPT);
        queue(3);
        for (int i = 0; i < 20; i++) {
            look(100 * MS);
        }
        assertThat(fixture.sparesStarted).hasValue(0);
    }

    @Test
    void runOnce_threadCannotBeCreatedForLong_tellsOnceUntilItCould() {
        pool.blockTimes.observe(CallKind.SLEEP, 10 * MS);
        block(first, second);
        queue(9);
        for (int i = 0; i < 3; i++) {
            fixture.spareFailure = new OutOfMemoryError("unable to create native thread");
            look(Growth.FAILED_NANOS);
            look(Growth.FAILED_NANOS);
        }
        assertThat(fixture.told).containsExactly("failed test");
        fixture.spareFailure = null;
        look(Growth.FAILED_NANOS);
        look(Growth.CONFIRM_NANOS);
        assertThat(fixture.sparesStarted).hasValue(2);
    }

    @Test
    void runOnce_poolTakesNoWorkerAgainAndAgain_tellsOnce() {
        pool.blockTimes.observe(CallKind.SLEEP, 10 * MS);
        fixture.refuses = true;
        block(first, second);
        queue(9);
        for (int i = 1; i < 2 * Growth.REFUSALS_TO_TELL; i++) {
            look(100 * MS); // every second one tries
        }
        assertThat(fixture.told).isEmpty();
        for (int i = 0; i < 30; i++) {
            look(100 * MS);
        }
        assertThat(fixture.told).containsExactly("failed test");
    }

    @Test
    void fetchEnd_workerLeavesWhileThereAreSpares_isOneOfThem() {
        pool.spareCame();
        Worker third = fixture.running();
        fixture.engine.boundary.fetchBegin(third);
        fixture.engine.boundary.fetchEnd(third, false);
        assertThat(pool.spares).hasValue(0);
        assertThat(fixture.engine.sparesInAllPools).hasValue(0);
        pool.spareLeft();
        assertThat(pool.spares).hasValue(0);
    }
}
