// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static io.phandoff.runtime.Fixture.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** Whose time is booked on which kind of call. */
class BlockedTimeTest {
    private final Fixture fixture = new Fixture(1, false);
    private final BlockingCalls calls = fixture.engine.calls;
    private final Worker worker = fixture.running();

    private long blocked(int kind) {
        return Snapshots.of(fixture.engine).pools().get(0).blockedNanos()[kind];
    }

    @Test
    void handedOff_isTimedExactly() {
        calls.enterHard(worker, CallKind.SLEEP);
        fixture.pass(7 * MS);
        calls.exit(worker);
        assertThat(blocked(CallKind.SLEEP)).isEqualTo(7 * MS);
        assertThat(blocked(CallKind.PARK)).isZero();
    }

    @Test
    void handedOffAndNotOverYet_isTimedUntilNow() {
        calls.enterHard(worker, CallKind.ACCEPT);
        fixture.pass(7 * MS);
        assertThat(blocked(CallKind.ACCEPT)).isEqualTo(7 * MS);
        fixture.pass(MS);
        calls.exit(worker);
        assertThat(blocked(CallKind.ACCEPT)).isEqualTo(8 * MS);
    }

    @Test
    void nested_isBookedOnTheOutermostKind() {
        calls.enterHard(worker, CallKind.WAIT);
        calls.enterHard(worker, CallKind.SLEEP);
        fixture.pass(MS);
        calls.exit(worker);
        calls.exit(worker);
        assertThat(blocked(CallKind.WAIT)).isEqualTo(MS);
        assertThat(blocked(CallKind.SLEEP)).isZero();
    }

    @Test
    void retaken_isTimedFromTheRetake() {
        fixture.pretendDemand();
        calls.enterSoft(worker, CallKind.FILE_READ);
        fixture.sysmon();
        fixture.pass(MS);
        fixture.sysmon();
        fixture.pass(5 * MS);
        calls.exit(worker);
        assertThat(blocked(CallKind.FILE_READ)).isEqualTo(5 * MS);
    }

    @Test
    void keptProcessor_oneOfManyIsTimedForAll() {
        for (int i = 0; i < 10 * BlockingCalls.SAMPLE; i++) {
            calls.enterSoft(worker, CallKind.FILE_WRITE);
            fixture.pass(1_000);
            calls.exit(worker);
        }
        assertThat(blocked(CallKind.FILE_WRITE)).isEqualTo(10 * BlockingCalls.SAMPLE * 1_000);
    }

    @Test
    void sampledCallThatIsRetaken_isNotCountedTwice() {
        fixture.pretendDemand();
        for (int i = 1; i < BlockingCalls.SAMPLE; i++) {
            calls.enterSoft(worker, CallKind.FILE_WRITE);
            calls.exit(worker);
        }
        calls.enterSoft(worker, CallKind.FILE_WRITE);
        assertThat(worker.sampledAt).isNotZero();
        fixture.sysmon();
        fixture.sysmon();
        fixture.pass(MS);
        calls.exit(worker);
        assertThat(blocked(CallKind.FILE_WRITE)).isEqualTo(MS);
        assertThat(worker.sampledAt).isZero();
    }

    @Test
    void waitingForATask_isNotBlocked() {
        fixture.engine.boundary.fetchBegin(worker);
        calls.enterHard(worker, CallKind.PARK);
        fixture.pass(MS);
        calls.exit(worker);
        assertThat(blocked(CallKind.PARK)).isZero();
    }

    @Test
    void workerHasEnded_itsTimeStays() {
        calls.enterHard(worker, CallKind.SLEEP);
        fixture.pass(MS);
        calls.exit(worker);
        fixture.engine.boundary.workerEnd(worker);
        assertThat(blocked(CallKind.SLEEP)).isEqualTo(MS);
    }

    @Test
    void poolIsGone_itsTimeIsInTheSumOfThose() {
        sleepInPoolThatGoes();
        calls.enterHard(worker, CallKind.SLEEP);
        fixture.pass(7 * MS);
        calls.exit(worker);
        fixture.engine.boundary.workerEnd(worker);
        await().untilAsserted(() -> {
            System.gc();
            StatsSnapshot stats = Snapshots.of(fixture.engine);
            assertThat(stats.pools()).hasSize(1);
            assertThat(stats.blockedInGone()[CallKind.SLEEP]).isEqualTo(MS);
        });
        assertThat(blocked(CallKind.SLEEP)).isEqualTo(7 * MS);
    }

    private void sleepInPoolThatGoes() {
        Pool pool = fixture.pool("goes", new Object());
        Worker ofPool = new Worker(new Thread("goes-1"), pool);
        fixture.engine.boundary.workerBegin(ofPool, true);
        calls.enterHard(ofPool, CallKind.SLEEP);
        fixture.pass(MS);
        calls.exit(ofPool);
        fixture.engine.boundary.workerEnd(ofPool);
    }
}
