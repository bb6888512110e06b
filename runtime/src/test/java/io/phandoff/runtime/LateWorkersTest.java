// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // what is installed is only closed
class LateWorkersTest {
    private final Fixture fixture = Fixture.forHooks(2);
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(2, 2, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());

    @Test
    void asksFirst_threadThatWasThere_onlyOnce() {
        LateWorkers late = LateWorkers.of(new Thread("other"), Thread.currentThread());

        assertThat(late.asksFirst(Thread.currentThread())).isTrue();
        assertThat(late.asksFirst(Thread.currentThread())).isFalse();
        assertThat(late.asksFirst(new Thread("came later"))).isFalse();
    }

    @Test
    void ofThisJvm_liveThread_isThere() {
        assertThat(LateWorkers.ofThisJvm().asksFirst(Thread.currentThread())).isTrue();
    }

    @Test
    void fetchBegin_oldWorker_isManagedFromItsNextTaskOn() {
        try (Installed ignored = new Installed(fixture.engine)) {
            fixture.engine.late = LateWorkers.of(Thread.currentThread());
            Hooks.fetchBegin(executor, executor.getQueue());
            Worker worker = fixture.engine.scheduler.workers.get(Thread.currentThread());
            assertThat(worker).isNotNull();
            assertThat(worker.fetching).isTrue();
            assertThat(worker.stats.tasks).isZero();

            Hooks.fetchEnd(executor, "a task");
            assertThat(worker.stats.tasks).isEqualTo(1);
            assertThat(worker.holdingOpaque()).isPositive();

            Hooks.workerEnd(executor);
            assertThat(fixture.engine.scheduler.workers.get(Thread.currentThread()))
                    .isNull();
        }
    }

    @Test
    void fetchBegin_threadThatCameLater_staysAsItIs() {
        try (Installed ignored = new Installed(fixture.engine)) {
            fixture.engine.late = LateWorkers.of(new Thread("other"));
            Hooks.fetchBegin(executor, executor.getQueue());
            assertThat(fixture.engine.scheduler.workers.get(Thread.currentThread()))
                    .isNull();
        }
    }

    @Test
    void threads_ofAPoolWithOldWorkers_countsThoseThatHaveNotComeBy() {
        Pool pool = fixture.pool;
        pool.setOld(3);
        pool.setOld(5);
        assertThat(pool.threads()).as("the first number counts").isEqualTo(3);
        pool.oldWorkerCame();
        pool.workerBegun(true);
        assertThat(pool.threads()).isEqualTo(3);
        for (int i = 0; i < 4; i++) {
            pool.oldWorkerCame();
        }
        assertThat(pool.threads()).as("never below those that are managed").isEqualTo(1);
    }

    @Test
    void ofPool_newWorkerAsks_isNotAmongThem() {
        Thread old = new Thread("old");
        executor.prestartAllCoreThreads();
        LateWorkers late = LateWorkers.of(old);
        assertThat(late.ofPool(executor, old)).isEqualTo(2);
        assertThat(late.ofPool(executor, new Thread("new"))).isEqualTo(1);
        executor.shutdownNow();
    }

    @Test
    void ofPool_workerThatEndsIsCountedStill_noMoreThanTheProgramHasSet() {
        ThreadPoolExecutor one = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
            @Override
            public int getPoolSize() {
                return 2;
            }
        };
        Thread old = new Thread("old");
        assertThat(LateWorkers.of(old).ofPool(one, old)).isEqualTo(1);
        one.shutdown();
    }

    /** As Tomcat's. */
    public static class Copy {
        public int getPoolSize() {
            return 3;
        }

        public int getMaximumPoolSize() {
            return 4;
        }
    }

    @Test
    void ofPool_copyOfThreadPoolExecutor_isAsked() {
        Thread old = new Thread("old");
        assertThat(LateWorkers.of(old).ofPool(new Copy(), old)).isEqualTo(3);
        assertThat(LateWorkers.of(old).ofPool("cannot tell", old)).isZero();
    }

    @Test
    void adoptOldWorkers_newWorkerWasFaster_poolKnowsTheOthersAllTheSame() {
        try (Installed ignored = new Installed(fixture.engine)) {
            executor.prestartAllCoreThreads();
            Hooks.workerBegin(executor, executor.getQueue(), "task");
            Pool pool = fixture.engine.pools.get(executor);
            assertThat(pool.threads()).isEqualTo(1);
            HandoffRuntime.adoptOldWorkers();
            assertThat(pool.threads()).isEqualTo(2);
            Hooks.workerEnd(executor);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void workerEnd_oldWorkerThatNeverCameBy_isCountedOff() {
        try (Installed ignored = new Installed(fixture.engine)) {
            fixture.engine.late = LateWorkers.of(Thread.currentThread());
            fixture.pool.setOld(2);
            Hooks.workerEnd(fixture.executor);
            Hooks.workerEnd(fixture.executor);
            assertThat(fixture.pool.threads()).isEqualTo(1);
        }
    }
}
