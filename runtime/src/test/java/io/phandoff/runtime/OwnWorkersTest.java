// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a program is told of a pool that has spares, and spares that end without a word. */
class OwnWorkersTest {
    private final Fixture fixture = new Fixture(2, false);
    private final Pool pool = fixture.pool;

    @BeforeEach
    void twoWorkersOfItsOwn() {
        fixture.running();
        fixture.running();
    }

    private Worker spare() {
        pool.setArriving(1);
        Worker spare = fixture.worker();
        fixture.engine.boundary.workerBegin(spare, false);
        pool.spareCame();
        pool.setArriving(0);
        return spare;
    }

    @Test
    void ownWorkers_neverGrew_isWhatThePoolSays() {
        assertThat(pool.ownWorkers(5, false, 2, 4)).isEqualTo(5); // set to 4 while 5 were busy
        assertThat(pool.ownBusy(5, 2, 4)).isEqualTo(5);
    }

    @Test
    void ownWorkers_withSpares_leavesThemOut() {
        spare();
        spare();
        assertThat(pool.ownWorkers(4, false, 2, 9)).isEqualTo(2);
        assertThat(pool.ownBusy(4, 2, 9)).isEqualTo(2);
        assertThat(pool.ownBusy(1, 2, 9)).isEqualTo(1);
    }

    @Test
    void ownWorkers_spareNotCountedYetOrAnyMore_isNotMoreThanTheMaximum() {
        pool.setArriving(1);
        assertThat(pool.ownWorkers(3, false, 2, 2)).isEqualTo(2);
        assertThat(pool.ownWorkers(3, true, 2, 9)).isEqualTo(2);
        spare();
        pool.spareLeft();
        assertThat(pool.ownWorkers(3, false, 2, 2)).isEqualTo(2);
        assertThat(pool.ownBusy(3, 2, 2)).isEqualTo(2);
    }

    @Test
    void ownWorkers_onlySparesAreLeft_isOneAndThenNone() {
        spare();
        assertThat(pool.ownWorkers(1, false, 2, 2)).isEqualTo(1);
        assertThat(pool.ownWorkers(0, false, 2, 2)).isZero();
    }

    @Test
    void workerEnd_withoutAFetch_takesSparesThatAreGoneOffTheBooks() {
        Worker spare = spare();
        assertThat(fixture.engine.sparesInAllPools).hasValue(1);
        fixture.engine.boundary.workerEnd(spare);
        assertThat(pool.spares).hasValue(1); // the pool replaces it
        for (Worker worker : fixture.scheduler().workers.all()) {
            fixture.engine.boundary.workerEnd(worker);
        }
        assertThat(pool.spares).hasValue(0);
        assertThat(fixture.engine.sparesInAllPools).hasValue(0);
    }

    @Test
    void spareCame_afterTheEndOfThePool_isForgotten() {
        for (Worker worker : fixture.scheduler().workers.all()) {
            fixture.engine.boundary.workerEnd(worker);
        }
        pool.spareCame();
        assertThat(fixture.engine.sparesInAllPools).hasValue(0);
    }

    @Test
    void ownWorkers_spareHasComeAndIsNotCountedYet_leavesItOut() {
        pool.setArriving(1);
        fixture.running();
        assertThat(pool.ownWorkers(3, false, 2, 9)).isEqualTo(2);
        assertThat(pool.ownBusy(3, 2, 9)).isEqualTo(2);
    }

    @Test
    void workerLeaves_moreOwnOnesThanTheMaximum_isNoSpare() {
        spare();
        leave(fixture.running(), 2);
        assertThat(pool.spares).hasValue(1);
        leave(fixture.running(), 3);
        assertThat(pool.spares).hasValue(0);
    }

    /** Both are told to end before the first one has: it is counted still, but is no worker of the pool's own. */
    @Test
    void workerLeaves_anotherIsAboutToEnd_bothAreSpares() {
        Worker one = spare();
        Worker other = spare();
        leave(one, 2);
        leave(other, 2);
        assertThat(pool.spares).hasValue(0);
        fixture.engine.boundary.workerEnd(one);
        assertThat(pool.ownWorkers(3, false, 2, 9)).isEqualTo(3);
        fixture.engine.boundary.workerEnd(other);
        assertThat(pool.ownWorkers(2, false, 2, 9)).isEqualTo(2);
    }

    private void leave(Worker worker, int maximum) {
        worker.maximum = maximum;
        pool.workerLeaves(worker);
    }

    @Test
    void replaceOwn_oneDiedAndWasNotReplaced_spareTakesItsPlace() {
        Worker dies = fixture.running();
        spare();
        spare();
        fixture.engine.boundary.workerEnd(dies);
        pool.setArriving(1);
        pool.spareCame();
        pool.setArriving(0);
        pool.replaceOwn(3); // its thread does not run yet
        assertThat(pool.spares).hasValue(3);
        fixture.engine.boundary.workerBegin(fixture.worker(), false);
        pool.replaceOwn(3);
        assertThat(pool.spares).hasValue(2);
    }

    /** A program that makes its pool larger is told so, though none was started for it. */
    @Test
    void mostOwn_spareTookThePlaceOfOne_isRaised() {
        spare();
        spare();
        pool.replaceOwn(3);
        assertThat(pool.mostOwn()).isEqualTo(3);
        pool.replaceOwn(5); // there is one spare left
        assertThat(pool.mostOwn()).isEqualTo(4);
    }

    /** The largest number is never smaller than one that it was told before, but for a spare that is on its way. */
    @Test
    void mostOwn_programWasTold_isRaisedUpToTheCoreSize() {
        spare();
        assertThat(pool.ownWorkers(7, false, 4, 9)).isEqualTo(6);
        assertThat(pool.mostOwn()).isEqualTo(4);
        assertThat(pool.ownWorkers(7, false, 8, 9)).isEqualTo(6);
        assertThat(pool.ownWorkers(4, false, 8, 9)).isEqualTo(3);
        assertThat(pool.mostOwn()).isEqualTo(6);
    }
}
