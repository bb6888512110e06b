// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.runtime.token.Processor;
import org.junit.jupiter.api.Test;

class BlockingCallsTest {
    private final Fixture fixture = new Fixture(1, false);
    private final BlockingCalls calls = fixture.engine.calls;

    private Processor processor() {
        return fixture.scheduler().processors.get(0);
    }

    @Test
    void enterHard_holder_freesTheProcessorAndIsCountedBlocked() {
        Worker worker = fixture.running();
        calls.enterHard(worker, CallKind.SLEEP);
        assertThat(worker.holdingOpaque()).isZero();
        assertThat(fixture.idle()).isEqualTo(1);
        assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isEqualTo(1);
        calls.exit(worker);
        assertThat(worker.holdingOpaque()).isNotZero();
        assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isZero();
        assertThat(worker.stats.handoffs[CallKind.SLEEP]).isEqualTo(1);
    }

    @Test
    void enterHard_nested_onlyTheOutermostActs() {
        Worker worker = fixture.running();
        calls.enterHard(worker, CallKind.WAIT);
        calls.enterHard(worker, CallKind.PARK);
        calls.enterSoft(worker, CallKind.FILE_READ);
        calls.exit(worker);
        calls.exit(worker);
        assertThat(worker.holdingOpaque()).isZero();
        calls.exit(worker);
        assertThat(worker.holdingOpaque()).isNotZero();
        assertThat(worker.stats.handoffs[CallKind.PARK]).isZero();
    }

    @Test
    void exit_withoutEnter_doesNothing() {
        Worker worker = fixture.running();
        long holding = worker.holdingOpaque();
        calls.exit(worker);
        assertThat(worker.depth).isZero();
        assertThat(worker.holdingOpaque()).isEqualTo(holding);
    }

    @Test
    void exitSoft_undisturbed_keepsTheSameProcessorWithAnewTick() {
        Worker worker = fixture.running();
        long before = worker.holdingOpaque();
        calls.enterSoft(worker, CallKind.FILE_WRITE);
        assertThat(worker.holdingOpaque()).isZero(); // I1: never stale
        assertThat(Processor.status(processor().state())).isEqualTo(Processor.SYSCALL);
        calls.exit(worker);
        assertThat(Processor.idOf(worker.holdingOpaque())).isEqualTo(Processor.idOf(before));
        assertThat(Processor.tickOf(worker.holdingOpaque())).isEqualTo(Processor.tickOf(before) + 1);
    }

    @Test
    void exitHard_noneIdleAndSoft_runsOvercommitted() {
        Worker first = fixture.running();
        calls.enterHard(first, CallKind.SLEEP);
        Worker second = fixture.running();
        calls.exit(first);
        assertThat(Processor.idOf(first.holdingOpaque())).isEqualTo(-1);
        assertThat(fixture.scheduler().overcommitted).hasValue(1);
        calls.enterHard(first, CallKind.SLEEP);
        assertThat(fixture.scheduler().overcommitted).hasValue(0);
        assertThat(Processor.idOf(second.holdingOpaque())).isZero();
    }

    @Test
    void enterSoft_retakenThreeTimesInARow_isHandedOffUntilItIsShortAgain() {
        Worker worker = fixture.running();
        fixture.pretendDemand();
        for (int i = 0; i < Experience.LEARNED; i++) {
            calls.enterSoft(worker, CallKind.SOCKET_READ);
            fixture.sysmon();
            fixture.sysmon();
            calls.exit(worker);
        }
        calls.enterSoft(worker, CallKind.SOCKET_READ);
        assertThat(Processor.status(processor().state())).isEqualTo(Processor.IDLE);
        assertThat(worker.stats.handoffs[CallKind.SOCKET_READ]).isEqualTo(1);
        fixture.pass(Experience.SHORT_NANOS - 1);
        calls.exit(worker);
        calls.enterSoft(worker, CallKind.SOCKET_READ);
        assertThat(Processor.status(processor().state())).isEqualTo(Processor.SYSCALL);
        calls.exit(worker);
        assertThat(worker.stats.softCalls[CallKind.SOCKET_READ]).isEqualTo(4);
    }

    @Test
    void exitHard_otherWorkersCallSeenTwice_takesItsProcessorInsteadOfOvercommitting() {
        Worker first = fixture.running();
        Worker second = fixture.running();
        calls.enterSoft(first, CallKind.SOCKET_READ);
        calls.enterHard(second, CallKind.SLEEP);
        calls.exit(second);
        assertThat(Processor.idOf(second.holdingOpaque())).isEqualTo(-1);
        calls.enterHard(second, CallKind.SLEEP);
        calls.exit(second);
        assertThat(Processor.idOf(second.holdingOpaque())).isZero();
        assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isEqualTo(1);
        calls.exit(first);
        assertThat(Processor.idOf(first.holdingOpaque())).isEqualTo(-1);
        assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isZero();
    }

    @Test
    void enterSoft_anotherWorkerOfThePoolHasLearned_isHandedOffAtOnce() {
        fixture.pool.learned.set(CallKind.SOCKET_READ, true);
        Worker worker = fixture.running();
        calls.enterSoft(worker, CallKind.SOCKET_READ);
        assertThat(fixture.idle()).isEqualTo(1);
    }

    @Test
    void exit_whileFetching_neverWaitsNorOvercommits() {
        Worker idle = fixture.worker();
        fixture.engine.boundary.workerBegin(idle, false);
        fixture.engine.boundary.fetchBegin(idle);
        calls.enterHard(idle, CallKind.PARK);
        assertThat(PoolCounts.idle(fixture.pool.counts.word())).isEqualTo(1);
        fixture.running();
        calls.exit(idle);
        assertThat(idle.holdingOpaque()).isZero();
        assertThat(PoolCounts.idle(fixture.pool.counts.word())).isEqualTo(1); // awake, but still there to take a task
        fixture.engine.boundary.fetchEnd(idle, true);
        assertThat(PoolCounts.idle(fixture.pool.counts.word())).isZero();
    }

    @Test
    void enterHard_inReserve_isNeitherBlockedNorIdleAndFreesItsProcessor() {
        Worker worker = fixture.running();
        worker.inReserve = true;
        calls.enterHard(worker, CallKind.PARK);
        long word = fixture.pool.counts.word();
        assertThat(PoolCounts.blocked(word)).isZero();
        assertThat(PoolCounts.idle(word)).isZero();
        assertThat(fixture.idle()).isEqualTo(1);
        worker.inReserve = false;
        calls.exit(worker);
        assertThat(worker.holdingOpaque()).isPositive();
        assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isZero();
    }

    @Test
    void exit_inPassThrough_asksForNothing() {
        Worker worker = fixture.running();
        calls.enterHard(worker, CallKind.SLEEP);
        fixture.engine.passThrough("test", null);
        calls.exit(worker);
        assertThat(worker.holdingOpaque()).isEqualTo(Worker.STRAYED);
        assertThat(worker.depth).isZero();
    }
}
