// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.Reference;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a snapshot says of a pool beyond its counts. */
class PoolDetailsTest {
    private final Fixture fixture = new Fixture(2, false);

    private PoolDetails details() {
        return Snapshots.of(fixture.engine).pools().get(0).details();
    }

    private GrowthLimit limit(PoolSettings.Grow grow, Object executor, boolean growable, int threads) {
        PoolDriver driver = fixture.pool.driver;
        PoolSettings settings = new PoolSettings(grow, 4, 0);
        return GrowthLimit.of(
                new Pool(
                        "p",
                        executor,
                        driver,
                        settings,
                        Thread.currentThread(),
                        growable,
                        fixture.engine.sparesInAllPools),
                threads,
                0);
    }

    @Test
    void limit_anyPool_isTheRuleThatHoldsForIt() {
        Object any = new Object();
        ScheduledThreadPoolExecutor scheduled = new ScheduledThreadPoolExecutor(1);
        assertThat(limit(PoolSettings.Grow.OFF, any, false, 4)).isEqualTo(GrowthLimit.OFF);
        assertThat(limit(PoolSettings.Grow.AUTO, any, false, 4)).isEqualTo(GrowthLimit.BOUNDED_QUEUE);
        assertThat(limit(PoolSettings.Grow.AUTO, scheduled, false, 4)).isEqualTo(GrowthLimit.SCHEDULED);
        assertThat(limit(PoolSettings.Grow.AUTO, any, true, 1)).isEqualTo(GrowthLimit.ONE_WORKER);
        assertThat(limit(PoolSettings.Grow.ON, any, true, 1)).isEqualTo(GrowthLimit.NONE);
        assertThat(limit(PoolSettings.Grow.AUTO, any, true, 2)).isEqualTo(GrowthLimit.NONE);
        scheduled.shutdown();
    }

    @Test
    void needy_tasksQueuedAndNobodyIdle_isTrue() {
        fixture.running();
        assertThat(details().needy()).isFalse();
        fixture.queue.add("task");
        assertThat(details().needy()).isTrue();
    }

    @Test
    void inCall_softCall_countsUntilItEnds() {
        Worker worker = fixture.running();
        fixture.engine.calls.enterSoft(worker, CallKind.FILE_READ);
        assertThat(details().inCall()).isEqualTo(1);
        fixture.engine.calls.exit(worker);
        assertThat(details().inCall()).isZero();
    }

    @Test
    void inCall_processorIsRetaken_isBlockedAndNotInCall() {
        Worker worker = fixture.running();
        fixture.engine.calls.enterSoft(worker, CallKind.FILE_READ);
        fixture.engine.safePoints.forEach(processor -> {});
        assertThat(details().inCall()).isZero();
        assertThat(Snapshots.of(fixture.engine).pools().get(0).blocked()).isEqualTo(1);
    }

    @Test
    void inCall_workerWaitsForAProcessor_isZero() throws Exception {
        Fixture strict = new Fixture(1, true);
        Worker holder = strict.running();
        Worker waiter = strict.worker();
        Background<Boolean> begins = new Background<>(() -> {
            strict.engine.boundary.workerBegin(waiter, true);
            return waiter.holdingOpaque() > 0;
        });
        await().until(() -> strict.engine.scheduler.waits.starting() == 1);
        assertThat(Snapshots.of(strict.engine).pools().get(0).details().inCall())
                .isZero();
        strict.engine.calls.enterHard(holder, CallKind.SLEEP);
        assertThat(begins.get()).isTrue();
    }

    @Test
    void inEvents_workerAccepts_countsUntilItEnds() {
        Worker worker = fixture.running();
        fixture.engine.calls.enterHard(worker, CallKind.ACCEPT);
        assertThat(details().inEvents()).isEqualTo(1);
        fixture.engine.calls.exit(worker);
        fixture.engine.calls.enterHard(worker, CallKind.SLEEP);
        assertThat(details().inEvents()).isZero();
        fixture.engine.calls.exit(worker);
    }

    /** The time is asked for once a worker, after the workers were listed. */
    @Test
    void tasks_workerEndsMeanwhile_isCountedOnce() {
        Worker worker = fixture.running();
        fixture.engine.calls.enterHard(worker, CallKind.SLEEP);
        fixture.engine.calls.exit(worker);
        fixture.whenTimed = () -> {
            fixture.whenTimed = () -> {};
            fixture.engine.boundary.workerEnd(worker);
        };
        StatsSnapshot stats = Snapshots.of(fixture.engine);
        assertThat(fixture.engine.scheduler.workers.all()).isEmpty();
        assertThat(stats.tasks()).isEqualTo(1);
        assertThat(stats.pools().get(0).tasks()).isEqualTo(1);
    }

    /** A counter that falls is one that begins anew to whoever computes rates. */
    @Test
    @Timeout(90)
    void tasks_workersEndAllTheTime_neverFall() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Background<Integer> workers = new Background<>(() -> {
            int ended = 0;
            while (!over.get()) {
                fixture.engine.boundary.workerEnd(fixture.running());
                ended++;
            }
            return ended;
        });
        long ofAll = 0;
        long ofPool = 0;
        for (int i = 0; i < 20_000; i++) {
            StatsSnapshot stats = Snapshots.of(fixture.engine, false);
            assertThat(stats.tasks()).isGreaterThanOrEqualTo(ofAll);
            assertThat(stats.pools().get(0).tasks()).isGreaterThanOrEqualTo(ofPool);
            ofAll = stats.tasks();
            ofPool = stats.pools().get(0).tasks();
        }
        over.set(true);
        long ended = workers.get();
        assertThat(Snapshots.of(fixture.engine).tasks()).isEqualTo(ended);
    }

    private PoolSnapshot ofPool() {
        return Snapshots.of(fixture.engine).pools().get(0);
    }

    private void assertOwnAreTwo() {
        assertThat(ofPool().size()).isEqualTo(2);
        assertThat(ofPool().grows()).isTrue();
    }

    @Test
    void size_spareComesAndLeaves_staysThatOfThePool() {
        fixture.running();
        fixture.running();
        Pool pool = fixture.pool;
        Worker spare = fixture.worker();
        pool.setArriving(1);
        assertOwnAreTwo();
        pool.workerBegun(false);
        assertOwnAreTwo();
        pool.spareCame();
        assertOwnAreTwo();
        pool.setArriving(0);
        assertOwnAreTwo();
        pool.workerLeaves(spare);
        assertOwnAreTwo();
        pool.workerEnded(spare);
        assertOwnAreTwo();
    }

    @Test
    void size_spareIsCountedBeforeItsThreadRuns_staysThatOfThePool() {
        fixture.running();
        fixture.running();
        fixture.pool.setArriving(1);
        fixture.pool.spareCame();
        assertOwnAreTwo();
        fixture.pool.setArriving(0);
        assertOwnAreTwo();
        fixture.pool.workerBegun(false);
        assertOwnAreTwo();
    }

    @Test
    void peakThreads_afterSomeEnded_isTheMost() {
        Worker worker = fixture.running();
        fixture.running();
        fixture.engine.boundary.workerEnd(worker);
        fixture.running();
        assertThat(ofPool().peakThreads()).isEqualTo(2);
    }

    @Test
    void retakes_bySysmon_countForThePoolOfTheWorker() {
        Worker worker = fixture.running();
        fixture.states.put(worker.thread, Thread.State.BLOCKED);
        fixture.pretendDemand();
        fixture.sysmon();
        fixture.pass(Fixture.MS);
        fixture.sysmon();
        assertThat(details().retakes()[Sysmon.MONITOR]).isEqualTo(1);
    }

    /** Nobody holds its executor any more; until it is in the table somebody does, or the table would not take it. */
    private Pool poolThatGoes(PoolTable table) {
        Object executor = new Object();
        try {
            Pool pool = new Pool(
                    "gone",
                    executor,
                    PoolDriver.NONE,
                    fixture.pool.settings,
                    Thread.currentThread(),
                    false,
                    fixture.engine.sparesInAllPools);
            table.getOrMake(executor, key -> pool);
            return pool;
        } finally {
            Reference.reachabilityFence(executor);
        }
    }

    @Test
    void waits_poolIsGone_stillCountForAll() {
        fixture.pool.waits.record(5 * Fixture.MS);
        PoolTable table = new PoolTable();
        Pool gone = poolThatGoes(table);
        gone.waits.record(Fixture.MS);
        assertThat(table.waits().count()).isEqualTo(1);
        assertThat(Snapshots.of(fixture.engine).waits().maxNanos()).isBetween(4 * Fixture.MS, 6 * Fixture.MS);
        await().until(() -> {
            System.gc();
            return table.all().isEmpty();
        });
        assertThat(table.waits().count()).isEqualTo(1);
        table.getOrMake(fixture.executor, key -> fixture.pool); // throws the others out
        assertThat(table.waits().count()).isEqualTo(2);
    }
}
