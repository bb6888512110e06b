// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The calling thread is a worker of a pool with a limit of its own, as rewritten code has it. */
class PoolHooksTest {
    private static final int LIMIT = 8;

    private final Fixture fixture = Fixture.forHooks(1, true);
    private final Installed installed = new Installed(fixture.engine);
    private final LimitedPool executor = new LimitedPool();

    @AfterEach
    void end() {
        PoolHooks.workerEnd(executor);
        installed.close();
    }

    private Pool begin() {
        PoolHooks.workerBegin(executor, "task");
        return fixture.engine.pools.get(executor);
    }

    private Worker worker() {
        return fixture.scheduler().workers.get(Thread.currentThread());
    }

    @Test
    void workerBegin_poolThatWasNotRewritten_isNotManaged() {
        PoolHooks.workerBegin(new Object());
        assertThat(worker()).isNull();
    }

    @Test
    void maximumSizeForStart_spares_countOnTop() {
        Pool pool = begin();
        assertThat(PoolHooks.maximumSizeForStart(LIMIT, executor)).isEqualTo(LIMIT);
        pool.spareCame();
        assertThat(PoolHooks.maximumSizeForStart(LIMIT, executor)).isEqualTo(LIMIT + 1);
        assertThat(PoolHooks.maximumSizeForFetch(LIMIT, executor)).isEqualTo(LIMIT + 1);
        assertThat(PoolHooks.maximumSizeForStart(LIMIT, new Object())).isEqualTo(LIMIT);
    }

    @Test
    void idleSpare_hasDoneItsTaskBeforeItCounts_stays() {
        Pool pool = begin();
        pool.setArriving(1);
        assertThat(PoolHooks.maximumSizeForFetch(LIMIT, executor)).isEqualTo(LIMIT + 1);
        assertThat(PoolHooks.idleTimeout(0, executor)).isEqualTo(Growth.SPARE_KEEP_ALIVE_NANOS);
        assertThat(Hooks.keepAliveForFetch(0, false, 0, executor)).isEqualTo(Growth.SPARE_KEEP_ALIVE_NANOS);
        pool.spareCame();
        pool.setArriving(0);
        assertThat(PoolHooks.maximumSizeForFetch(LIMIT, executor)).isEqualTo(LIMIT + 1);
    }

    @Test
    void workerBegin_poolThatLimitsItsQueue_neverGrows() {
        executor.queueLimit = 1000;
        assertThat(begin().growable).isFalse();
    }

    @Test
    void workerBegin_poolWithoutSuchALimit_grows() {
        assertThat(begin().growable).isTrue();
    }

    @Test
    void startSpare_onlyItsThreadSeesOneMore() throws Throwable {
        Pool pool = begin();
        assertThat(Fixture.startSpare(pool)).isTrue();
        assertThat(executor.limitSeen).isEqualTo(LIMIT + 1);
        assertThat(executor.coreSeen).isEqualTo(Integer.MAX_VALUE);
        assertThat(executor.adder).isNotSameAs(Thread.currentThread());
        assertThat(PoolHooks.maximumSizeForStart(LIMIT, executor)).isEqualTo(LIMIT);
        assertThat(PoolHooks.hasStarted(executor)).isFalse();
    }

    @Test
    void startSpare_poolStartsNone_isFalse() throws Throwable {
        Pool pool = begin();
        executor.full = true;
        assertThat(Fixture.startSpare(pool)).isFalse();
    }

    private Pool other(LimitedPool of) {
        return new Pool(
                "other",
                of,
                new HookedPoolDriver(of, fixture.engine.spares),
                PoolSettings.of(fixture.scheduler().config),
                Thread.currentThread(),
                true,
                fixture.engine.sparesInAllPools);
    }

    /** A factory of the program's may be slow; another pool's spare, added meanwhile, has its own limit and leaves this one's. */
    @Test
    void startSpare_returnsWhenNobodyWaitsAnyMore_isCountedAllTheSame() throws Throwable {
        Pool pool = begin();
        executor.returns = new CountDownLatch(1);
        pool.setArriving(1);
        assertThatThrownBy(() -> pool.driver.startSpare(pool)).isInstanceOf(TimeoutException.class);
        pool.spareFailed();
        pool.setArriving(0);
        assertThat(pool.spares).hasValue(0);

        LimitedPool quick = new LimitedPool();
        Pool other = other(quick);
        Worker worker = new Worker(new Thread(), other);
        assertThat(Fixture.startSpare(other)).isTrue();
        assertThat(worker.pool).isSameAs(other);
        assertThat(quick.limitSeen).isEqualTo(LIMIT + 1);

        executor.returns.countDown();
        await().until(() -> pool.spares.get() == 1);
        assertThat(executor.hasStarted).isTrue();
        assertThat(executor.limitSeen).isEqualTo(LIMIT + 1);
        assertThat(fixture.engine.sparesInAllPools).hasValue(1);
    }

    @Test
    void leaves_waitedInVainAndThereIsASpare_leavesOnce() {
        Pool pool = begin();
        PoolHooks.fetchBegin(executor);
        assertThat(PoolHooks.leaves(false, executor)).isFalse(); // no task at once: it has not waited
        pool.spareCame();
        assertThat(PoolHooks.leaves(false, executor)).isFalse();
        assertThat(PoolHooks.idleTimeout(0, executor)).isEqualTo(TimeUnit.SECONDS.toNanos(10));
        assertThat(PoolHooks.leaves(false, executor)).isTrue();
        assertThat(pool.spares).hasValue(0);
        pool.workerBegun(true);
        pool.spareCame(); // another one: not to be lost by the end of this worker
        PoolHooks.leaving(executor);
        PoolHooks.workerEnd(executor);
        assertThat(pool.spares).hasValue(1);
        assertThat(worker()).isNull();
    }

    @Test
    void workerEnd_poolIsStopped_takesASpareWithIt() {
        Pool pool = begin();
        pool.spareCame();
        PoolHooks.workerEnd(executor);
        assertThat(pool.spares).hasValue(0);
        assertThat(fixture.engine.sparesInAllPools).hasValue(0);
    }

    @Test
    void fetched_nothing_goesOnLooking() {
        begin();
        PoolHooks.fetchBegin(executor);
        PoolHooks.fetched(executor, null);
        assertThat(worker().fetching).isTrue();
        PoolHooks.fetched(executor, "task");
        assertThat(worker().fetching).isFalse();
    }

    @Test
    void withoutSpares_numbersOfThreads_areWhatTheProgramExpects() {
        Pool pool = begin();
        pool.spareCame();
        assertThat(PoolHooks.withoutSpares(LIMIT + 1, executor)).isEqualTo(LIMIT);
        assertThat(PoolHooks.withoutSpares(0, executor)).isZero();
        assertThat(PoolHooks.busyWithoutSpares(1, executor)).isZero(); // one worker, which may be the spare
        assertThat(PoolHooks.busyWithoutSpares(-1, executor)).isEqualTo(-1); // not counted
        pool.spareLeft();
        assertThat(PoolHooks.busyWithoutSpares(1, executor)).isEqualTo(1);
    }

    /** Sees its limits through the hooks, as a rewritten pool does. */
    private static final class LimitedPool implements HookedPool {
        private boolean full;
        private int queueLimit = Integer.MAX_VALUE;
        private int limitSeen;
        private int coreSeen;
        private volatile boolean hasStarted;
        private Thread adder;
        private CountDownLatch returns = new CountDownLatch(0);

        @Override
        public int phandoffQueued() {
            return 1;
        }

        @Override
        public int phandoffQueueLimit() {
            return queueLimit;
        }

        @Override
        public boolean phandoffAddWorker() {
            awaitReturn();
            adder = Thread.currentThread();
            limitSeen = PoolHooks.maximumSizeForStart(LIMIT, this);
            coreSeen = PoolHooks.coreSizeForStart(LIMIT, this);
            if (!full) {
                PoolHooks.starting(this);
            }
            hasStarted = PoolHooks.hasStarted(this);
            return hasStarted;
        }

        private void awaitReturn() {
            try {
                assertThat(returns.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
