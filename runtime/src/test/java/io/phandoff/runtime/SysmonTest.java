// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static io.phandoff.runtime.Fixture.MS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SysmonTest {
    private final Fixture fixture = new Fixture(1, false);
    private final Worker worker = fixture.running();

    private long retakes(int cause) {
        return fixture.engine.sysmon.retakes(cause);
    }

    private void look(long laterNanos) {
        fixture.pass(laterNanos);
        fixture.sysmon();
    }

    @Test
    void runOnce_nobodyWaits_sleepsWithoutATimerAndTakesNothing() {
        fixture.states.put(worker.thread, Thread.State.BLOCKED);
        assertThat(fixture.sysmon()).isEqualTo(RuntimeThread.Step.FOREVER);
        assertThat(worker.holdingOpaque()).isNotZero();
    }

    @Test
    void runOnce_callSeenTwice_retakesIt() {
        fixture.pretendDemand();
        fixture.engine.calls.enterSoft(worker, CallKind.FILE_READ);
        look(0);
        assertThat(retakes(Sysmon.IN_CALL)).isZero();
        look(Sysmon.TICK_NANOS);
        assertThat(retakes(Sysmon.IN_CALL)).isEqualTo(1);
        assertThat(fixture.idle()).isEqualTo(1);
        assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isEqualTo(1);
        fixture.engine.calls.exit(worker);
        assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isZero();
    }

    @Test
    void runOnce_twoShortCallsInTwoLooks_retakesNeither() {
        fixture.pretendDemand();
        fixture.engine.calls.enterSoft(worker, CallKind.FILE_READ);
        look(0);
        fixture.engine.calls.exit(worker);
        fixture.engine.calls.enterSoft(worker, CallKind.FILE_READ);
        look(Sysmon.TICK_NANOS);
        assertThat(retakes(Sysmon.IN_CALL)).isZero();
    }

    @Test
    void runOnce_callSeenBeforeACalm_isNotRetakenAtTheFirstLookAfterIt() {
        fixture.pretendDemand();
        fixture.engine.calls.enterSoft(worker, CallKind.FILE_READ);
        look(0);
        fixture.scheduler().waits.end(fixture.pool, true);
        look(MS);
        fixture.pretendDemand();
        look(MS);
        assertThat(retakes(Sysmon.IN_CALL)).isZero();
    }

    @Test
    void runOnce_holderBlockedOnAMonitor_retakesAtOnceAndClearsItsField() {
        fixture.pretendDemand();
        fixture.states.put(worker.thread, Thread.State.BLOCKED);
        look(0);
        assertThat(retakes(Sysmon.MONITOR)).isEqualTo(1);
        assertThat(worker.holdingOpaque()).isEqualTo(Worker.STRAYED);
        assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isZero(); // more threads would only queue too
    }

    @Test
    void runOnce_holderInAnUnhookedWait_retakesAndCountsItBlockedUntilItsNextFetch() {
        fixture.pretendDemand();
        fixture.states.put(worker.thread, Thread.State.TIMED_WAITING);
        look(0);
        assertThat(retakes(Sysmon.WAITING)).isEqualTo(1);
        assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isEqualTo(1);
        fixture.engine.boundary.fetchBegin(worker);
        assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isZero();
    }

    @Test
    void runOnce_holderInNativeWithoutCpu_retakesAfterAMillisecond() {
        fixture.pretendDemand();
        fixture.burnsCpu = false;
        fixture.inNative = true;
        look(0);
        look(Sysmon.NATIVE_NANOS);
        assertThat(retakes(Sysmon.NATIVE)).isZero();
        look(Sysmon.NATIVE_NANOS);
        assertThat(retakes(Sysmon.NATIVE)).isEqualTo(1);
    }

    @Test
    void runOnce_holderInJavaWithoutCpu_retakesAfterTheLongerLimit() {
        fixture.pretendDemand();
        fixture.burnsCpu = false;
        look(0);
        look(Sysmon.NATIVE_NANOS);
        look(Sysmon.STALLED_NANOS - 1);
        assertThat(retakes(Sysmon.STALLED)).isZero();
        look(1);
        assertThat(retakes(Sysmon.STALLED)).isEqualTo(1);
    }

    @Test
    void runOnce_hogInNative_isNotTakenForBlocked() {
        fixture.pretendDemand();
        fixture.inNative = true;
        look(0);
        for (int i = 0; i < 9; i++) {
            look(MS);
        }
        assertThat(worker.holdingOpaque()).isNotZero();
    }

    @Test
    void runOnce_hog_isAskedAfterASliceAndLosesTheProcessorAfterTwo() {
        fixture.pretendDemand();
        look(0);
        look(10 * MS);
        assertThat(worker.yieldRequestedOpaque()).isTrue();
        assertThat(worker.holdingOpaque()).isNotZero();
        look(10 * MS);
        assertThat(retakes(Sysmon.SLICE)).isEqualTo(1);
        assertThat(worker.holdingOpaque()).isEqualTo(Worker.STRAYED);
    }

    /** Go's TestPreemptionAfterSyscall: back-to-back short calls do not begin a new slice each. */
    @Test
    void runOnce_softCallsAllTheTime_losesItsProcessorAfterTwoSlices() {
        fixture.pretendDemand();
        fixture.sysmon();
        for (int i = 0; i < 20; i++) {
            fixture.engine.calls.enterSoft(worker, CallKind.FILE_READ);
            fixture.engine.calls.exit(worker);
            look(MS);
        }
        assertThat(retakes(Sysmon.SLICE)).isEqualTo(1);
        assertThat(worker.holdingOpaque()).isEqualTo(Worker.STRAYED);
    }

    @Test
    void runOnce_holderMovedOnSinceTheLook_takesNothingFromIt() {
        fixture.pretendDemand();
        long seen = worker.holdingOpaque();
        fixture.engine.calls.enterHard(worker, CallKind.SLEEP);
        fixture.engine.calls.exit(worker);
        assertThat(worker.stray(seen)).isFalse();
        assertThat(worker.holdingOpaque()).isNotZero();
    }

    @Test
    void runOnce_stuckOvercommittedWorker_isNoLongerCountedAsRunning() {
        Worker second = fixture.running();
        assertThat(fixture.scheduler().overcommitted).hasValue(1);
        fixture.pretendDemand();
        fixture.states.put(second.thread, Thread.State.BLOCKED);
        look(0);
        assertThat(fixture.scheduler().overcommitted).hasValue(0);
        assertThat(second.holdingOpaque()).isEqualTo(Worker.STRAYED);
        fixture.engine.boundary.fetchBegin(second);
        assertThat(fixture.scheduler().overcommitted).hasValue(0);
    }

    @Test
    void runOnce_findsNothingForLong_looksLessOftenUntilItRetakes() {
        fixture.pretendDemand();
        long delay = 0;
        for (int i = 0; i < Sysmon.LOOKS_BEFORE_BACKOFF + 10; i++) {
            fixture.pass(1);
            delay = fixture.sysmon();
        }
        assertThat(delay).isEqualTo(Sysmon.MAX_TICK_NANOS);
        fixture.states.put(worker.thread, Thread.State.BLOCKED);
        assertThat(fixture.sysmon()).isEqualTo(Sysmon.TICK_NANOS);
    }
}
