// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.phandoff.runtime.token.Processor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bugs that Go's scheduler has had, tried on ours: calls, wake-ups, sysmon, reports. See {@link HistoricBugTest}. */
@Timeout(120)
class HistoricBugOfCallsTest {
    private final Fixture fixture = new Fixture(1, false);
    private final Engine engine = fixture.engine;
    private final Scheduler scheduler = engine.scheduler;
    private final Processor processor = scheduler.processors.get(0);

    private void retakeByTwoLooks() {
        fixture.sysmon();
        fixture.pass(Sysmon.TICK_NANOS);
        fixture.sysmon();
    }

    /** golang/go 27660, 8e0ec5e: m.p named a processor that another thread owned. */
    @Test
    void issue27660_inACallAndAfterItsRetake_nothingNamesTheProcessorButAHintThatFails() {
        Worker first = fixture.running();
        fixture.pretendDemand();
        engine.calls.enterSoft(first, CallKind.FILE_READ);
        assertThat(first.holdingOpaque()).isZero();
        long hint = first.oldHolding;
        retakeByTwoLooks();
        Worker second = fixture.running();
        assertThat(Live.processorOf(second)).isZero();
        assertThat(processor.exitCall(Processor.tickOf(hint))).isFalse();
        engine.calls.enterSoft(second, CallKind.FILE_READ); // the same status again, but not the same holding
        assertThat(processor.exitCall(Processor.tickOf(hint))).isFalse();
        engine.calls.exit(second);
        engine.calls.exit(first);
        assertThat(Live.processorOf(second)).isZero();
        assertThat(Processor.idOf(first.holdingOpaque())).isEqualTo(-1);
    }

    /** golang/go 46524: what was read after the publication was the next owner's already. */
    @Test
    void issue46524_retakenAndTakenAtOnce_theOneThatLostItIsMarkedAndNotTheNextOwner() throws Exception {
        Worker first = fixture.running();
        Background<Worker> waiter = new Background<>(() -> {
            Worker worker = new Worker(Thread.currentThread(), fixture.pool);
            fixture.states.put(worker.thread, Thread.State.RUNNABLE);
            scheduler.workers.add(worker);
            assertThat(scheduler.handoff.await(worker, true, Long.MAX_VALUE / 2, false))
                    .isTrue();
            return worker;
        });
        await().until(() -> scheduler.waits.resuming() == 1);
        waiter.awaitBlocked();
        engine.calls.enterSoft(first, CallKind.FILE_READ);
        retakeByTwoLooks();
        Worker second = waiter.get();
        assertThat(first.marked()).isTrue();
        assertThat(second.marked()).isFalse();
        assertThat(Live.processorOf(second)).isZero();
        assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isEqualTo(1);
    }

    /**
     * golang/go 45867 (after 43997): work, and an idle processor, and nobody who brings them together. Without sysmon, which
     * would mend it, and without a time limit, a lost wake-up is for ever.
     */
    @Test
    void issue45867_releasersAndWaitersRace_noWakeUpIsLost() throws InterruptedException {
        AtomicInteger finished = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            boolean resumes = i % 2 == 0;
            Thread thread = new Thread(() -> {
                Worker worker = new Worker(Thread.currentThread(), fixture.pool);
                scheduler.workers.add(worker);
                for (int round = 0; round < 5_000; round++) {
                    if (!scheduler.tryAcquire(worker, 0)) {
                        assertThat(scheduler.handoff.await(worker, resumes, Long.MAX_VALUE / 2, false))
                                .isTrue();
                    }
                    if (round % 64 == 0) {
                        Live.yieldCpu();
                    }
                    scheduler.release(worker);
                }
                finished.getAndIncrement();
            });
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(finished).hasValue(4);
        assertThat(fixture.idle()).isEqualTo(1);
        assertThat(scheduler.waits.isEmpty()).isTrue();
    }

    /** golang/go 63384 (30189): a wake-up that did not bring along what was written before it. */
    @Test
    void issue63384_plainDataHandedOnWithTheProcessor_isAllThere() throws InterruptedException {
        int[] plain = {0}; // guarded by the one processor
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            boolean starts = i == 0; // one is granted its processor, the others are signalled and fetch it
            Thread thread = new Thread(() -> {
                Worker worker = new Worker(Thread.currentThread(), fixture.pool);
                scheduler.workers.add(worker);
                for (int round = 0; round < 5_000; round++) {
                    assertThat(scheduler.tryAcquire(worker, 0)
                                    || scheduler.handoff.await(worker, !starts, Long.MAX_VALUE / 2, false))
                            .isTrue();
                    plain[0]++;
                    scheduler.release(worker);
                }
            });
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(plain[0]).isEqualTo(15_000);
    }

    /** golang/go 10573: believed empty, and was not when it was used. Here: woken for a processor that is gone. */
    @Test
    void issue10573_signalledForAProcessorThatIsGone_looksAgainAndWaitsOn() throws Exception {
        Worker holder = fixture.running();
        Worker waiting = fixture.worker();
        Background<Boolean> waiter =
                new Background<>(() -> scheduler.handoff.await(waiting, true, Long.MAX_VALUE / 2, false));
        await().until(() -> scheduler.waits.resuming() == 1);
        waiter.awaitBlocked();
        waiting.wait.signal();
        await().until(() -> waiting.passedOver == 1);
        assertThat(waiter.done()).isFalse();
        scheduler.release(holder);
        assertThat(waiter.get()).isTrue();
    }

    /** golang/go 57103: a foreign thread keeps its processor "in a call" that never ends. */
    @Test
    void issue57103_workerGoneFromItsSoftCall_itsProcessorIsTakenWhenItIsNeeded() {
        Worker gone = fixture.running();
        engine.calls.enterSoft(gone, CallKind.FILE_READ);
        engine.boundary.workerEnd(gone);
        fixture.pretendDemand();
        retakeByTwoLooks();
        assertThat(fixture.idle()).isEqualTo(1);
        assertThat(Live.processorOf(fixture.running())).isZero();
    }

    /** golang/go 57103, the rule drawn from it: a call known to block gives its processor away at once, without sysmon. */
    @Test
    void issue57103_hardCall_freesItsProcessorAtOnce() {
        Worker worker = fixture.running();
        engine.calls.enterHard(worker, CallKind.SOCKET_READ);
        assertThat(Live.processorOf(fixture.running())).isZero();
        assertThat(engine.sysmon.looks()).isZero();
    }

    /** golang/go 18236, 41699: sysmon at a fixed 20 us was 6 to 12 % of a busy server. */
    @Test
    void issue18236_busyAndNobodyWaits_sysmonSleepsWithoutATimer() {
        Worker worker = fixture.running();
        for (int i = 0; i < 1_000; i++) {
            engine.calls.enterSoft(worker, CallKind.FILE_READ);
            engine.calls.exit(worker);
            fixture.pass(Sysmon.TICK_NANOS);
            assertThat(fixture.sysmon()).isEqualTo(RuntimeThread.Step.FOREVER);
        }
        assertThat(engine.sysmon.looks()).isZero();
    }

    /** 74993bf: a stop in passing was booked on the wrong thread's call. */
    @Test
    void commit74993bf_passedByInACall_isBookedOnWhoWasInItAndIsNoLesson() {
        Worker first = fixture.running();
        for (int i = 0; i < 2 * Experience.LEARNED; i++) {
            engine.calls.enterSoft(first, CallKind.FILE_READ);
            if (i % 2 == 0) {
                engine.safePoints.forEach(each -> {});
            } else {
                assertThat(engine.worldStop.stop(() -> {}, Fixture.MS)).isNull();
            }
            assertThat(first.marked()).isTrue();
            engine.calls.exit(first);
            assertThat(Live.processorOf(first)).isZero();
            assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isZero();
        }
        assertThat(engine.sysmon.retakes(Sysmon.IN_CALL)).isZero();
        assertThat(first.experience.score(CallKind.FILE_READ)).isZero();
        assertThat(first.stats.softCalls[CallKind.FILE_READ]).isEqualTo(2 * Experience.LEARNED);
    }

    /** d55ecea: RUNNING was taken for "uses the CPU". Here the word tells a call from running, and the thread is asked. */
    @Test
    void commitD55ecea_statusRunning_doesNotMeanThatTheThreadRuns() {
        Worker worker = fixture.running();
        fixture.pretendDemand();
        fixture.sysmon();
        assertThat(Live.processorOf(worker)).isZero(); // runs: nothing is done to it
        fixture.states.put(worker.thread, Thread.State.WAITING);
        fixture.sysmon();
        assertThat(worker.holdingOpaque()).isEqualTo(Worker.STRAYED);
        assertThat(engine.sysmon.retakes(Sysmon.WAITING)).isEqualTo(1);
    }

    /** golang/go 59758: a failure was reported under a lock that the report needed. */
    @Test
    void issue59758_listenerAsksTheRuntimeWhileItIsTold_isAnswered() throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(1);
        Fixture settings = new Fixture(1, false);
        AtomicInteger asked = new AtomicInteger();
        Engine[] made = new Engine[1];
        RuntimeListener listener = new SilentListener() {
            @Override
            public void passThrough(String reason, Throwable cause) {
                Background<String> other = new Background<>(made[0]::passThroughReason);
                try {
                    asked.getAndAdd(other.get().equals("broken") ? 1 : 0);
                    asked.getAndAdd(Snapshots.of(made[0]).passThroughReason().equals("broken") ? 1 : 0);
                    answered.countDown();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        };
        made[0] = new Engine(
                new RuntimeConfig(1, false, 0, 0, 0, false, 0, Fixture.MS, false),
                settings,
                (worker, of) -> true,
                settings,
                settings,
                listener,
                () -> 1);
        made[0].passThrough("broken", new IllegalStateException("broken"));
        assertThat(answered.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(asked).hasValue(2);
    }

    private static class SilentListener implements RuntimeListener {}
}
