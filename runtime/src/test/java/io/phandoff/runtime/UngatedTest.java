// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.runtime.token.Processor;
import org.junit.jupiter.api.Test;

/** Code in which a worker must not be gated, as a class-file transformer is. */
class UngatedTest {
    private final Fixture fixture = new Fixture(1, true);
    private final BlockingCalls calls = fixture.engine.calls;
    private final Worker worker = fixture.running();
    private final long holding = worker.holdingOpaque();

    @Test
    void callsInside_doNothing() {
        BlockingCalls.enterUngated(worker);
        calls.enterHard(worker, CallKind.SLEEP);
        calls.exit(worker);
        calls.enterSoft(worker, CallKind.FILE_READ);
        calls.exit(worker);
        BlockingCalls.exitUngated(worker);

        assertUntouched();
        assertThat(worker.stats.handoffs[CallKind.SLEEP]).isZero();
        assertThat(worker.stats.softCalls[CallKind.FILE_READ]).isZero();
        assertActsAgain();
    }

    @Test
    void exitUngated_withoutEnter_doesNothing() {
        BlockingCalls.exitUngated(worker);

        assertUntouched();
        calls.enterHard(worker, CallKind.SLEEP);
        BlockingCalls.exitUngated(worker);
        assertThat(worker.depth).isEqualTo(1);
        calls.exit(worker);
        assertThat(worker.holdingOpaque()).isPositive();
    }

    @Test
    void nested_inItself_actsAfterTheOutermost() {
        BlockingCalls.enterUngated(worker);
        BlockingCalls.enterUngated(worker);
        BlockingCalls.exitUngated(worker);
        calls.enterHard(worker, CallKind.SLEEP);
        calls.exit(worker);
        assertUntouched();
        BlockingCalls.exitUngated(worker);

        assertThat(worker.depth).isZero();
        assertActsAgain();
    }

    @Test
    void insideACall_theCallEndsAsEver() {
        calls.enterHard(worker, CallKind.SLEEP);
        BlockingCalls.enterUngated(worker);
        calls.enterSoft(worker, CallKind.FILE_READ);
        calls.exit(worker);
        BlockingCalls.exitUngated(worker);
        assertThat(worker.holdingOpaque()).isZero();
        assertThat(fixture.idle()).isEqualTo(1);

        calls.exit(worker);

        assertThat(worker.holdingOpaque()).isPositive();
        assertThat(worker.depth).isZero();
    }

    @Test
    void exitInside_withoutEnter_doesNothing() {
        BlockingCalls.enterUngated(worker);
        calls.exit(worker);
        calls.exit(worker);
        BlockingCalls.exitUngated(worker);

        assertUntouched();
        assertActsAgain();
    }

    @Test
    void callBegunInside_andEndedAfter_doesNothing() {
        BlockingCalls.enterUngated(worker);
        calls.enterHard(worker, CallKind.SLEEP);
        BlockingCalls.exitUngated(worker);
        calls.exit(worker);

        assertUntouched();
        assertActsAgain();
    }

    @Test
    void robbedInside_waitsForNothingAndFindsOutAtTheNextCall() {
        BlockingCalls.enterUngated(worker);
        fixture.pretendDemand();
        fixture.states.put(worker.thread, Thread.State.TIMED_WAITING);
        fixture.sysmon();
        assertThat(fixture.idle()).isEqualTo(1);
        Worker other = fixture.running(); // takes the only processor
        calls.enterHard(worker, CallKind.SLEEP);
        calls.exit(worker);
        BlockingCalls.exitUngated(worker);

        assertThat(worker.depth).isZero();
        assertThat(worker.holdingOpaque()).isEqualTo(Worker.STRAYED);
        calls.enterSoft(worker, CallKind.FILE_READ);
        calls.enterHard(other, CallKind.SLEEP);
        calls.exit(worker);
        assertThat(worker.holdingOpaque()).isPositive();
    }

    @Test
    void taskThatDidNotLeaveIt_isHealedAtTheNext() {
        BlockingCalls.enterUngated(worker);
        calls.enterHard(worker, CallKind.SLEEP);
        fixture.engine.boundary.fetchBegin(worker);
        fixture.engine.boundary.fetchEnd(worker, true);

        assertThat(worker.depth).isZero();
        assertThat(worker.ungated).isZero();
        assertActsAgain();
    }

    private void assertUntouched() {
        assertThat(worker.holdingOpaque()).isEqualTo(holding);
        assertThat(Processor.status(processor().state())).isEqualTo(Processor.RUNNING);
        assertThat(fixture.idle()).isZero();
    }

    private void assertActsAgain() {
        calls.enterHard(worker, CallKind.SLEEP);
        assertThat(worker.holdingOpaque()).isZero();
        calls.exit(worker);
        assertThat(worker.holdingOpaque()).isPositive();
    }

    private Processor processor() {
        return fixture.scheduler().processors.get(0);
    }
}
