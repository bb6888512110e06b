// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.runtime.token.Processor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OvercommitSlotsTest {
    private final Fixture fixture = new Fixture(1, false);
    private final OvercommitSlots slots = fixture.scheduler().overcommitSlots;
    private final Worker holder = fixture.running();

    private List<Worker> entered() {
        List<Worker> entered = new ArrayList<>();
        for (int slot = 0; slot < slots.size(); slot++) {
            if (slots.get(slot) != null) {
                entered.add(slots.get(slot));
            }
        }
        return entered;
    }

    private List<Worker> enterAll(int count) {
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Worker worker = fixture.worker();
            slots.enter(worker);
            workers.add(worker);
        }
        return workers;
    }

    @Test
    void enter_aFewWorkers_eachIsInOneSlotUntilItLeaves() {
        List<Worker> workers = enterAll(3);
        workers.forEach(slots::enter);
        assertThat(entered()).containsExactlyInAnyOrderElementsOf(workers);
        workers.forEach(slots::leave);
        workers.forEach(slots::leave);
        assertThat(entered()).isEmpty();
    }

    @Test
    void enter_moreThanThereAreSlots_overflowsUntilTheyLeave() {
        List<Worker> workers = enterAll(slots.size() + 1);
        assertThat(slots.overflows()).isTrue();
        workers.forEach(slots::leave);
        assertThat(slots.overflows()).isFalse();
        assertThat(entered()).isEmpty();
    }

    @Test
    void overcommit_throughItsLife_isEnteredWhileItRunsSoAndNotAfterItsEnd() {
        Worker worker = fixture.running();
        assertThat(entered()).containsExactly(worker);
        fixture.engine.calls.enterHard(worker, CallKind.SLEEP);
        assertThat(entered()).isEmpty();
        fixture.engine.calls.exit(worker);
        assertThat(entered()).containsExactly(worker);
        fixture.engine.boundary.workerEnd(worker);
        assertThat(entered()).isEmpty();
    }

    @Test
    void workerEnd_sysmonHasRobbedIt_leaves() {
        Worker worker = fixture.running();
        fixture.pretendDemand();
        fixture.states.put(worker.thread, Thread.State.BLOCKED);
        fixture.sysmon();
        assertThat(worker.holdingOpaque()).isEqualTo(Worker.STRAYED);
        fixture.engine.boundary.workerEnd(worker);
        assertThat(entered()).isEmpty();
    }

    /** What a look costs must not grow with the workers, and it must not wait for a lock that hooks take. */
    @Test
    void sysmon_tableOfAllWorkersIsLocked_findsStuckOvercommittedOneAllTheSame() throws Exception {
        Worker worker = fixture.running();
        fixture.pretendDemand();
        fixture.states.put(worker.thread, Thread.State.BLOCKED);
        Thread sysmon = new Thread(fixture::sysmon);
        sysmon.setDaemon(true);
        synchronized (fixture.scheduler().workers) {
            sysmon.start();
            sysmon.join(TimeUnit.SECONDS.toMillis(60));
            assertThat(sysmon.isAlive()).isFalse();
        }
        assertThat(worker.holdingOpaque()).isEqualTo(Worker.STRAYED);
    }

    @Test
    void sysmon_moreRunOvercommittedThanThereAreSlots_findsEachThatIsStuck() {
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i <= slots.size(); i++) {
            workers.add(fixture.running());
        }
        assertThat(slots.overflows()).isTrue();
        fixture.pretendDemand();
        workers.forEach(worker -> fixture.states.put(worker.thread, Thread.State.BLOCKED));
        fixture.sysmon();
        assertThat(fixture.scheduler().overcommitted).hasValue(0);
        assertThat(holder.holdingOpaque()).isPositive();
    }

    /** Sysmon is between its two steps: it has robbed the worker, and not yet ended the holding. */
    @Test
    void overcommit_robbedOfAHoldingThatIsNotEndedYet_endsItItself() {
        Worker worker = fixture.running();
        long tick = Processor.tickOf(worker.holdingOpaque());
        assertThat(worker.stray(worker.holdingOpaque())).isTrue();
        fixture.engine.calls.enterHard(worker, CallKind.SLEEP);
        fixture.engine.calls.exit(worker);
        assertThat(worker.holdingOpaque()).isPositive();
        assertThat(Scheduler.endOvercommit(worker.overcommit, tick)).isFalse();
        assertThat(fixture.scheduler().overcommitted).hasValue(1);
    }
}
