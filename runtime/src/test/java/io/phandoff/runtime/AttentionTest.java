// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.runtime.token.Processor;
import org.junit.jupiter.api.Test;

class AttentionTest {
    private final Fixture fixture = new Fixture(1, false);
    private final Scheduler scheduler = fixture.scheduler();
    private final Processor processor = scheduler.processors.get(0);

    @Test
    void settled_nothingAsked_isTrueAndChangesNothing() {
        Worker worker = fixture.running();
        long holding = worker.holdingOpaque();
        assertThat(scheduler.attention.settled(worker)).isTrue();
        assertThat(worker.holdingOpaque()).isEqualTo(holding);
    }

    @Test
    void settled_askedToGiveUp_losesItAndAnotherMayHaveIt() {
        Worker worker = fixture.running();
        processor.ask(processor.state(), Processor.GIVE_UP);
        assertThat(scheduler.attention.settled(worker)).isFalse();
        assertThat(worker.holdingOpaque()).isZero();
        assertThat(fixture.idle()).isEqualTo(1);
    }

    @Test
    void settled_requestTakenBack_keepsTheSameHolding() {
        Worker worker = fixture.running();
        long holding = worker.holdingOpaque();
        processor.ask(processor.state(), Processor.STOP);
        processor.withdraw(processor.state());
        assertThat(scheduler.attention.settled(worker)).isTrue();
        assertThat(worker.holdingOpaque()).isEqualTo(holding);
    }

    /** What settled() relies on where it may put a holding back: a thief's mark is not overwritten. */
    @Test
    void clearHolding_robbedSinceItWasRead_failsAndLeavesTheMark() {
        Worker worker = fixture.running();
        long holding = worker.holdingOpaque();
        assertThat(worker.stray(holding)).isTrue();
        assertThat(worker.clearHolding(holding)).isFalse();
        assertThat(worker.holdingOpaque()).isEqualTo(Worker.STRAYED);
        assertThat(worker.stray(holding)).isFalse();
    }

    @Test
    void attend_robbed_saysSoAndFlushesOnce() {
        Worker worker = fixture.running();
        long tick = Processor.tickOf(worker.holdingOpaque());
        assertThat(scheduler.seizeRunning(processor, processor.state())).isTrue();
        scheduler.processors.restart(processor, tick);
        worker.setHoldingRelease(0);
        assertThat(scheduler.attention.attend(worker, processor, tick)).isEqualTo(-1);
        assertThat(worker.storage).isNull();
        assertThat(scheduler.counts.tasks(0)).isEqualTo(1);
    }
}
