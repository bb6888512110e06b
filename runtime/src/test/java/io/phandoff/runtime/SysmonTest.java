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

    /** Looks are a millisecond apart then: the first must count. */
    @Test
    void runOnce_nobodyWaitsInTheMiddleOfATask_measuresFromTheFirstLook() {
        fixture.scheduler().waits.begin(fixture.pool, false);
        fixture.burnsCpu = false;
        fixture.inNative = true;
        look(0);
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

    /** As sysmon sees it first, while somebody needs its processor. */
    private void holderUsesNoCpu(ThreadProbe.KernelState state) {
        fixture.pretendDemand();
        fixture.burnsCpu = false;
        fixture.kernelState = state;
        look(0);
    }

    @Test
    void runOnce_holderAsleepInJava_retakesWhenTimelyLooksHaveSeenIt() {
        holderUsesNoCpu(ThreadProbe.KernelState.SLEEPS);
        look(Sysmon.NATIVE_NANOS);
        look(5 * MS); // a pause of the whole JVM begins,
        look(5 * MS); // and is over for sysmon
        assertThat(retakes(Sysmon.STALLED)).isZero();
        look(Sysmon.ASLEEP_LOOK_NANOS - 1);
        assertThat(retakes(Sysmon.STALLED)).isZero();
        look(1);
        assertThat(retakes(Sysmon.STALLED)).isEqualTo(1);
    }

    @Test
    void runOnce_holderWaitsForACpu_isNotTakenForStuck() {
        holderUsesNoCpu(ThreadProbe.KernelState.RUNS);
        for (int i = 0; i < 19; i++) {
            fixture.inNative = i % 2 == 0;
            look(MS);
        }
        assertThat(worker.holdingOpaque()).isNotZero();
        assertThat(retakes(Sysmon.NATIVE) + retakes(Sysmon.STALLED)).isZero();
    }

    @Test
    void runOnce_holderWaitsForACpuAgainAndAgain_systemIsAskedLessOftenUntilItRuns() {
        holderUsesNoCpu(ThreadProbe.KernelState.RUNS);
        for (int i = 0; i < 10; i++) {
            look(MS);
        }
        assertThat(fixture.kernelAsked).isEqualTo(4); // after 1, 2, 3 and 3 ms
        fixture.cpuUsed += 3 * MS;
        look(3 * MS);
        look(MS);
        assertThat(fixture.kernelAsked).isEqualTo(5);
    }

    @Test
    void runOnce_holderWaitsForACpuAndNobodyInTheMiddleOfATaskForIt_systemIsAskedStillLessOften() {
        fixture.scheduler().waits.begin(fixture.pool, false);
        fixture.burnsCpu = false;
        fixture.kernelState = ThreadProbe.KernelState.RUNS;
        for (int i = 0; i < 16; i++) {
            look(MS);
        }
        assertThat(fixture.kernelAsked).isEqualTo(4); // after 1, 2, 4 and 8 ms
        fixture.pretendDemand();
        look(2 * MS);
        assertThat(fixture.kernelAsked).isEqualTo(4);
        look(MS);
        assertThat(fixture.kernelAsked).isEqualTo(5); // after 3
    }

    @Test
    void runOnce_holderAsleepThenWaitingForACpu_isMeasuredAgain() {
        holderUsesNoCpu(ThreadProbe.KernelState.SLEEPS);
        look(MS);
        look(MS);
        fixture.kernelState = ThreadProbe.KernelState.RUNS;
        look(MS);
        fixture.kernelState = ThreadProbe.KernelState.SLEEPS;
        look(2 * MS);
        assertThat(retakes(Sysmon.STALLED)).isZero();
        look(Sysmon.ASLEEP_LOOK_NANOS);
        look(Sysmon.ASLEEP_LOOK_NANOS);
        assertThat(retakes(Sysmon.STALLED)).isEqualTo(1);
    }

    /** Who fell asleep between two looks has used a little CPU since the first; the next whole millisecond need not pass. */
    @Test
    void runOnce_holderFellAsleepSinceTheLastLook_isRetakenSoonAfter() {
        fixture.pretendDemand();
        fixture.burnsCpu = false;
        fixture.inNative = true;
        look(0);
        look(0);
        fixture.cpuUsed = 10_000;
        fixture.kernelState = ThreadProbe.KernelState.SLEEPS;
        look(MS);
        assertThat(retakes(Sysmon.NATIVE)).isZero();
        look(Sysmon.ASLEEP_LOOK_NANOS);
        assertThat(retakes(Sysmon.NATIVE)).isEqualTo(1);
    }

    /** Granted in its sleep, it wakes up and takes the processor while sysmon still has its state before eyes. */
    @Test
    void runOnce_waiterThatIsOnlyNowTakingItsProcessor_isNotTakenForStuck() {
        fixture.pretendDemand();
        long holding = worker.holdingOpaque();
        worker.setHoldingRelease(0);
        fixture.states.put(worker.thread, Thread.State.WAITING);
        fixture.whenAsked = () -> worker.setHoldingRelease(holding);
        look(0);
        look(MS);
        assertThat(retakes(Sysmon.WAITING)).isZero();
        worker.setHoldingRelease(holding);
        look(MS);
        assertThat(retakes(Sysmon.WAITING)).isEqualTo(1);
    }

    /** A thread that competes for a CPU and naps now and then, at a safe point say, is seen asleep by chance. */
    @Test
    void runOnce_holderSeenAsleepAgainAndAgainButRanBetween_isNotTakenForStuck() {
        holderUsesNoCpu(ThreadProbe.KernelState.SLEEPS);
        for (int i = 0; i < 15; i++) {
            fixture.inNative = i % 2 == 0;
            fixture.cpuUsed += 10_000;
            look(MS);
        }
        assertThat(retakes(Sysmon.NATIVE) + retakes(Sysmon.STALLED)).isZero();
    }

    /** Otherwise who is stuck would be found a look later for each time that it was seen to work before. */
    @Test
    void runOnce_holderWorksAndThenIsStuck_isMeasuredFromTheLastLookAtItsWork() {
        fixture.pretendDemand();
        fixture.inNative = true;
        look(0);
        look(MS);
        look(MS);
        fixture.burnsCpu = false;
        look(MS);
        assertThat(retakes(Sysmon.NATIVE)).isEqualTo(1);
    }

    @Test
    void runOnce_holderSeenAsleep_looksAgainSoon() {
        fixture.pretendDemand();
        fixture.burnsCpu = false;
        fixture.kernelState = ThreadProbe.KernelState.SLEEPS;
        long delay = 0;
        for (int i = 0; i < Sysmon.LOOKS_BEFORE_BACKOFF + 10; i++) {
            delay = fixture.sysmon();
        }
        assertThat(delay).isEqualTo(Sysmon.MAX_TICK_NANOS);
        fixture.pass(MS);
        assertThat(fixture.sysmon()).isLessThanOrEqualTo(Sysmon.ASLEEP_NANOS);
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

    @Test
    void runOnce_kernelEndsSleepsOnTime_asksOnceAndLooksLessClosely() {
        fixture.punctual = true;
        assertThat(fixture.sysmon()).isEqualTo(RuntimeThread.Step.FOREVER);
        assertThat(fixture.punctualAsked).isZero();
        fixture.pretendDemand();
        assertThat(fixture.sysmon()).isEqualTo(Sysmon.PUNCTUAL_TICK_NANOS);
        assertThat(fixture.sysmon()).isEqualTo(Sysmon.PUNCTUAL_TICK_NANOS);
        assertThat(fixture.punctualAsked).isEqualTo(1);
        lookForLong();
        assertThat(fixture.sysmon()).isEqualTo(Sysmon.MAX_TICK_NANOS);
    }

    private long lookForLong() {
        long delay = 0;
        for (int i = 0; i <= Sysmon.LOOKS_BEFORE_LONGEST; i++) {
            fixture.pass(1);
            delay = fixture.sysmon();
        }
        return delay;
    }

    @Test
    void runOnce_nobodyWaitsInATaskAndFindsNothingForLong_looksStillLessOften() {
        fixture.scheduler().waits.begin(fixture.pool, false);
        assertThat(lookForLong()).isEqualTo(Sysmon.LONGEST_TICK_NANOS);
        fixture.pretendDemand();
        assertThat(fixture.sysmon()).isEqualTo(Sysmon.TICK_NANOS);
    }

    @Test
    void runOnce_somebodyWaitsInATask_neverLooksThatSeldom() {
        fixture.pretendDemand();
        assertThat(lookForLong()).isEqualTo(Sysmon.MAX_TICK_NANOS);
    }

    @Test
    void runOnce_sliceIsOver_doesNotLookCloselyForThat() {
        fixture.scheduler().waits.begin(fixture.pool, false);
        lookForLong();
        fixture.pass(20 * MS);
        assertThat(fixture.sysmon()).isEqualTo(Sysmon.LONGEST_TICK_NANOS);
        assertThat(retakes(Sysmon.SLICE)).isEqualTo(1);
    }

    private long lookAfterACalmOf(long nanos) {
        fixture.scheduler().waits.end(fixture.pool, false);
        assertThat(fixture.sysmon()).isEqualTo(RuntimeThread.Step.FOREVER);
        fixture.pass(nanos);
        fixture.scheduler().waits.begin(fixture.pool, false);
        return fixture.sysmon();
    }

    @Test
    void runOnce_shortCalmAfterLooksInVain_looksEightTimesAMillisecondApart() {
        fixture.scheduler().waits.begin(fixture.pool, false);
        assertThat(lookForLong()).isEqualTo(Sysmon.LONGEST_TICK_NANOS);
        assertThat(lookAfterACalmOf(Sysmon.CALM_NANOS - 1)).isEqualTo(Sysmon.MAX_TICK_NANOS);
        for (int i = 1; i < Sysmon.LOOKS_AFTER_SHORT_CALM; i++) {
            fixture.pass(Sysmon.MAX_TICK_NANOS);
            assertThat(fixture.sysmon()).as("look %d", i).isEqualTo(Sysmon.MAX_TICK_NANOS);
        }
        fixture.pass(Sysmon.MAX_TICK_NANOS);
        assertThat(fixture.sysmon()).isEqualTo(Sysmon.LONGEST_TICK_NANOS);
    }

    @Test
    void runOnce_stallAfterAShortCalm_isRetakenWithinFiveMilliseconds() {
        fixture.scheduler().waits.begin(fixture.pool, false);
        lookForLong();
        fixture.burnsCpu = false;
        fixture.kernelState = ThreadProbe.KernelState.SLEEPS;
        long pause = lookAfterACalmOf(10 * MS);
        long passed = 0;
        while (retakes(Sysmon.STALLED) == 0 && passed <= 5 * MS) {
            passed += pause;
            fixture.pass(pause);
            pause = fixture.sysmon();
        }
        assertThat(passed).isLessThanOrEqualTo(5 * MS);
    }

    @Test
    void runOnce_longCalmAfterLooksInVain_looksCloselyAgain() {
        fixture.scheduler().waits.begin(fixture.pool, false);
        lookForLong();
        assertThat(lookAfterACalmOf(Sysmon.CALM_NANOS)).isEqualTo(Sysmon.MAX_TICK_NANOS);
    }

    @Test
    void runOnce_somebodyWaitsInATaskBeforeAndAfterAShortCalm_looksCloselyAgain() {
        fixture.pretendDemand();
        lookForLong();
        fixture.scheduler().waits.end(fixture.pool, true);
        look(1);
        fixture.pretendDemand();
        assertThat(fixture.sysmon()).isEqualTo(Sysmon.TICK_NANOS);
    }
}
