// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static io.phandoff.runtime.Fixture.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StarvationWatchTest {
    private static final long LOOK = StarvationWatch.LOOK_NANOS;

    private final Fixture fixture = new Fixture(2, false);
    private final BlockingCalls calls = fixture.engine.calls;
    private Worker first;
    private Worker second;

    @BeforeEach
    void observe() {
        fixture.engine.setMode(Mode.OBSERVE);
        first = fixture.running();
        second = fixture.running();
    }

    private long look(long laterNanos) {
        fixture.pass(laterNanos);
        return fixture.growth.runOnce(fixture.now());
    }

    private void queue(int tasks) {
        for (int i = 0; i < tasks; i++) {
            fixture.queue.add(new Object());
        }
        fixture.growth.consider(fixture.pool);
    }

    private StarvationSnapshot seen() {
        return fixture.pool.starvation.snapshot();
    }

    @Test
    void look_allBlockedAndTasksQueued_isStarvedByTheirCalls() {
        calls.enterHard(first, CallKind.SLEEP);
        calls.enterSoft(second, CallKind.SOCKET_READ);
        queue(6);
        assertThat(look(0)).isEqualTo(LOOK);
        for (int i = 0; i < 10; i++) {
            look(LOOK);
        }
        assertThat(seen().starvedNanos()).isEqualTo(10 * LOOK);
        assertThat(seen().longestNanos()).isEqualTo(10 * LOOK);
        assertThat(seen().blockedBy()[CallKind.SLEEP]).isEqualTo(10 * LOOK);
        assertThat(seen().blockedBy()[CallKind.SOCKET_READ]).isEqualTo(10 * LOOK);
        assertThat(seen().queued()).isEqualTo(6);
        assertThat(seen().unused()).isEqualTo(2);
        assertThat(seen().gain()).isEqualTo(4); // not more than all eight tasks at once
        assertThat(fixture.sparesStarted).hasValue(0);
    }

    @Test
    void look_workersRunAQuarterOfTheTime_gainIsWhatTheProcessorsBear() {
        queue(1_000);
        look(0);
        for (int i = 0; i < 20; i++) {
            fixture.pass(LOOK / 4);
            calls.enterHard(first, CallKind.SLEEP);
            calls.enterHard(second, CallKind.SLEEP);
            look(LOOK * 3 / 4);
            calls.exit(first);
            calls.exit(second);
        }
        assertThat(seen().starvedNanos()).isEqualTo(20 * LOOK);
        assertThat(seen().gain()).isCloseTo(4, within(0.1));
        assertThat(seen().unused()).isCloseTo(1.5, within(0.05));
    }

    @Test
    void look_processorsAreAllUsed_isShortButNotStarved() {
        queue(5);
        for (int i = 0; i < 5; i++) {
            look(LOOK);
        }
        assertThat(seen().shortNanos()).isPositive();
        assertThat(seen().starvedNanos()).isZero();
        assertThat(seen().gain()).isEqualTo(1);
    }

    @Test
    void look_atAMonitor_isBlockedThoughNoHookTold() {
        fixture.states.put(first.thread, Thread.State.BLOCKED);
        calls.enterHard(second, CallKind.PARK);
        queue(1);
        look(0);
        look(LOOK);
        assertThat(seen().blockedBy()[Starvation.BY_MONITOR]).isEqualTo(LOOK);
        assertThat(seen().starvedNanos()).isEqualTo(LOOK);
    }

    @Test
    void look_starvedForLessThanALook_countsHalf() {
        calls.enterHard(first, CallKind.SLEEP);
        calls.enterHard(second, CallKind.SLEEP);
        queue(1);
        look(0);
        fixture.queue.clear();
        look(LOOK);
        assertThat(look(LOOK)).isEqualTo(RuntimeThread.Step.FOREVER);
        assertThat(seen().starvedNanos()).isEqualTo(LOOK / 2);
        assertThat(fixture.pool.growthState).hasValue(Pool.CALM);
    }

    @Test
    void look_shortForMomentsAgainAndAgain_isNotWokenForEach() {
        queue(1);
        fixture.queue.clear();
        assertThat(look(0)).isEqualTo(LOOK);
        queue(1); // wakes nobody
        fixture.queue.clear();
        assertThat(fixture.pool.growthState).hasValue(Pool.REQUESTED);
        assertThat(look(LOOK)).isEqualTo(RuntimeThread.Step.FOREVER);
        assertThat(fixture.pool.growthState).hasValue(Pool.CALM);
    }

    @Test
    void look_idleWorkerOrNothingQueued_isNotShort() {
        Worker idle = fixture.worker();
        fixture.engine.boundary.workerBegin(idle, false);
        fixture.engine.boundary.fetchBegin(idle);
        calls.enterHard(idle, CallKind.PARK);
        calls.enterHard(first, CallKind.SLEEP);
        queue(3);
        look(LOOK);
        look(LOOK);
        assertThat(seen()).isNull();
    }

    @Test
    void look_poolOfOne_isNeverShort() {
        fixture.engine.boundary.workerEnd(second);
        calls.enterHard(first, CallKind.SLEEP);
        queue(3);
        look(LOOK);
        look(LOOK);
        assertThat(seen()).isNull();
    }

    @Test
    void setMode_fromObserveToOn_growsFromThenOn() {
        calls.enterHard(first, CallKind.SLEEP);
        calls.enterHard(second, CallKind.SLEEP);
        queue(5);
        look(0);
        look(LOOK);
        fixture.engine.setMode(Mode.ON);
        look(LOOK);
        look(Growth.CONFIRM_NANOS);
        assertThat(fixture.sparesStarted).hasValue(2);
        calls.exit(first);
        assertThat(first.holdingOpaque()).isPositive();
    }

    @Test
    void observe_workersHoldNothingAndNobodyIsRetaken() {
        assertThat(first.holdingOpaque()).isEqualTo(Worker.STRAYED);
        calls.enterSoft(first, CallKind.FILE_READ);
        fixture.pass(3 * MS);
        calls.exit(first);
        assertThat(first.stats.softCalls[CallKind.FILE_READ]).isEqualTo(1);
        assertThat(first.stats.blockedNanos[CallKind.FILE_READ]).isEqualTo(3 * MS);
        assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isZero();
        assertThat(fixture.idle()).isEqualTo(2);
        fixture.pretendDemand();
        assertThat(fixture.sysmon()).isEqualTo(RuntimeThread.Step.FOREVER);
    }

    @Test
    void passThrough_duringObserve_endsInObserveAgain() {
        long generation = fixture.engine.passThroughAsAsked("test");
        calls.enterSoft(first, CallKind.FILE_READ);
        fixture.pass(MS);
        calls.exit(first);
        assertThat(first.stats.blockedNanos[CallKind.FILE_READ]).isZero();
        assertThat(fixture.engine.resume(generation)).isTrue();
        assertThat(fixture.scheduler().observing()).isTrue();
        assertThat(fixture.scheduler().passThrough()).isTrue();
    }

    @Test
    void setMode_off_neitherGatesNorObserves() {
        fixture.engine.setMode(Mode.OFF);
        calls.enterHard(first, CallKind.SLEEP);
        queue(5);
        assertThat(look(LOOK)).isEqualTo(RuntimeThread.Step.FOREVER);
        calls.exit(first);
        assertThat(first.holdingOpaque()).isEqualTo(Worker.STRAYED);
        assertThat(seen()).isNull();
    }
}
