// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static io.phandoff.runtime.Fixture.MS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The steps of one compensation, in each order that the starter and the worker can take them. */
class CompensationTest {
    private final Fixture fixture = new Fixture(2, false);
    private final Driver driver = new Driver();
    private final Pool pool = fixture.engine.pools.getOrMake(
            new Object(),
            key -> new Pool(
                    "compensating",
                    key,
                    driver,
                    PoolSettings.of(fixture.scheduler().config),
                    Thread.currentThread(),
                    true,
                    fixture.engine.sparesInAllPools));
    private final Worker worker = running();

    private final class Driver extends CompensatingDriver {
        private int replaced;
        private int takenBack;
        private boolean takes = true;
        private boolean asks;
        private Runnable meanwhile = () -> {};
        private int queued;

        Driver() {
            super(fixture.scheduler());
        }

        @Override
        boolean replace(Pool of) {
            meanwhile.run();
            if (asks) {
                asksFactory();
            }
            replaced += takes ? 1 : 0;
            return takes;
        }

        @Override
        void takeBack(Pool of) {
            takenBack++;
            of.spareLeft();
        }

        @Override
        boolean mayHaveTasks() {
            return queued > 0;
        }

        @Override
        int queued() {
            return queued;
        }

        @Override
        boolean isKnown() {
            return true;
        }
    }

    private Worker running() {
        Worker made = new Worker(new Thread("compensated"), pool);
        fixture.engine.boundary.workerBegin(made, true);
        return made;
    }

    private void block() {
        fixture.engine.calls.enterHard(worker, CallKind.SLEEP);
        fixture.pass(MS);
    }

    private void unblock() {
        fixture.engine.calls.exit(worker);
    }

    private void assertTold(int replaced, int takenBack, int spares) {
        assertThat(driver.replaced).isEqualTo(replaced);
        assertThat(driver.takenBack).isEqualTo(takenBack);
        assertThat(pool.spares).hasValue(spares);
        assertThat(fixture.engine.sparesInAllPools).hasValue(spares);
    }

    @Test
    void startSpare_workerBlocked_isReplacedOnceUntilItReturns() throws Throwable {
        block();
        assertThat(driver.startSpare(pool)).isTrue();
        assertThat(driver.startSpare(pool)).isFalse();
        assertTold(1, 0, 1);
        unblock();
        assertTold(1, 1, 0);
        block();
        assertThat(driver.startSpare(pool)).isTrue();
        assertTold(2, 1, 1);
    }

    @Test
    void startSpare_workerReturnsMeanwhile_isTakenBackByTheStarter() throws Throwable {
        block();
        driver.meanwhile = this::unblock;
        assertThat(driver.startSpare(pool)).isTrue();
        assertTold(1, 1, 0);
        assertThat(worker.compensation.isFree()).isTrue();
    }

    @Test
    void startSpare_poolTakesNoWorker_leavesNothingBehind() throws Throwable {
        block();
        driver.takes = false;
        assertThat(driver.startSpare(pool)).isFalse();
        unblock();
        assertTold(0, 0, 0);
        assertThat(worker.compensation.isFree()).isTrue();
    }

    @Test
    void forgetWorkers_workerIsReplaced_isTakenBack() throws Throwable {
        block();
        driver.startSpare(pool);
        fixture.engine.forgetWorkers();
        assertTold(1, 1, 0);
    }

    @Test
    void startSpare_workerRuns_replacesNobody() throws Throwable {
        assertThat(driver.startSpare(pool)).isFalse();
        assertTold(0, 0, 0);
    }

    @Test
    void startSpare_poolCompensatesByItself_addsNothing() throws Throwable {
        worker.compensation.poolCompensates();
        block();
        assertThat(driver.startSpare(pool)).isFalse();
        unblock();
        worker.compensation.poolTakesBack();
        block();
        assertThat(driver.startSpare(pool)).isTrue();
        assertTold(1, 0, 1);
    }

    @Test
    void goesIdle_workerIsReplaced_takesBackOnceAndTheReturnNoMore() throws Throwable {
        block();
        driver.startSpare(pool);
        driver.goesIdle(pool);
        assertTold(1, 1, 0);
        driver.goesIdle(pool);
        unblock();
        assertTold(1, 1, 0);
    }

    @Test
    void unmarkBlocked_workerWasFoundBlockedAndReplaced_takesBack() throws Throwable {
        worker.markBlocked(fixture.now(), Worker.STALLED);
        assertThat(driver.startSpare(pool)).isTrue();
        worker.unmarkBlocked();
        assertTold(1, 1, 0);
    }

    @Test
    void runOnce_poolOfOneBlocked_grows() {
        driver.queued = 1;
        block();
        fixture.growth.consider(pool);
        fixture.growth.runOnce(fixture.now()); // a processor is to be seen idle twice
        fixture.pass(MS);
        fixture.growth.runOnce(fixture.now());
        assertTold(1, 0, 1);
    }

    @Test
    void runOnce_poolTakesNoWorkerByItsOwnRules_tellsNothing() {
        driver.takes = false;
        lookForLong();
        assertThat(fixture.told).isEmpty();
    }

    @Test
    void runOnce_factoryGivesNoWorkerAgainAndAgain_tellsOnce() {
        driver.takes = false;
        driver.asks = true;
        lookForLong();
        assertThat(fixture.told).containsExactly("failed compensating");
    }

    private void lookForLong() {
        driver.queued = 1;
        block();
        fixture.growth.consider(pool);
        for (int i = 0; i < 4 * Growth.REFUSALS_TO_TELL; i++) {
            fixture.pass(100 * MS);
            fixture.growth.runOnce(fixture.now());
        }
    }

    @Test
    void ended_whileTheStarterConcludes_isTakenBackExactlyOnce() throws Exception {
        for (int i = 1; i <= 500; i++) {
            assertThat(worker.compensation.claim()).isTrue();
            Thread returning = new Thread(worker.compensation::ended);
            returning.start();
            boolean byStarter = worker.compensation.conclude(true);
            returning.join();
            worker.compensation.ended(); // as at the end of its next call, if the first came too late
            if (byStarter) {
                driver.takenBack++;
            }
            assertThat(driver.takenBack).isEqualTo(i);
            assertThat(worker.compensation.isFree()).isTrue();
        }
    }
}
