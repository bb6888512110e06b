// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.phandoff.runtime.token.Processor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The fixture's clock stands still, so no wait in here ends by its time limit unless the test moves it. */
@Timeout(120)
class SchedulerTest {
    private static final long LONG = TimeUnit.HOURS.toNanos(1);

    private final Fixture fixture = new Fixture(1, true);
    private final Scheduler scheduler = fixture.scheduler();
    private final Worker holder = fixture.running();

    @AfterEach
    void letEverybodyGo() {
        fixture.engine.passThrough("end of test", null);
    }

    /** A worker on a thread of its own that waits for a processor; completes with whether it got one. */
    private final class Waiting extends Thread {
        private final CompletableFuture<Boolean> got = new CompletableFuture<>();
        private final CompletableFuture<Boolean> interruptedAfter = new CompletableFuture<>();
        private final Worker worker = new Worker(this, fixture.pool);
        private final boolean endOnInterrupt;
        private final boolean resumes;

        Waiting(boolean resumes, boolean endOnInterrupt) {
            this.resumes = resumes;
            this.endOnInterrupt = endOnInterrupt;
            setDaemon(true);
            start();
            await().until(() -> scheduler.waits.starting() + scheduler.waits.resuming() > 0 && blocked());
        }

        private boolean blocked() {
            return getState() == State.TIMED_WAITING && worker.wait.state() == WaitingForProcessor.WAITING;
        }

        @Override
        public void run() {
            scheduler.workers.add(worker);
            boolean result = scheduler.handoff.await(worker, resumes, LONG, endOnInterrupt);
            interruptedAfter.complete(Thread.currentThread().isInterrupted());
            got.complete(result);
        }
    }

    /** Sysmon is between its two steps: it has robbed the worker, and not yet ended the holding. */
    @Test
    void overcommit_robbedOfAHoldingThatIsNotEndedYet_endsItItself() {
        Fixture one = new Fixture(1, false);
        one.running();
        Worker worker = one.running();
        long tick = Processor.tickOf(worker.holdingOpaque());
        assertThat(worker.stray(worker.holdingOpaque())).isTrue();
        one.engine.calls.enterHard(worker, CallKind.SLEEP);
        one.engine.calls.exit(worker);
        assertThat(worker.holdingOpaque()).isPositive();
        assertThat(Scheduler.endOvercommit(worker.overcommit, tick)).isFalse();
        assertThat(one.scheduler().overcommitted).hasValue(1);
    }

    @Test
    void await_processorReleased_getsIt() {
        Waiting waiting = new Waiting(true, false);
        scheduler.release(holder);
        assertThat(waiting.got.join()).isTrue();
        assertThat(Processor.idOf(waiting.worker.holdingOpaque())).isZero();
        assertThat(scheduler.waits.isEmpty()).isTrue();
    }

    @Test
    void await_processorIdleAlready_takesItWithoutSleeping() {
        Worker worker = fixture.worker();
        scheduler.release(holder);
        assertThat(scheduler.handoff.await(worker, true, LONG, false)).isTrue();
    }

    @Test
    void await_timeIsUp_endsWithoutOne() {
        Worker worker = new Worker(Thread.currentThread(), fixture.pool);
        assertThat(scheduler.handoff.await(worker, true, 0, false)).isFalse();
        assertThat(scheduler.waits.isEmpty()).isTrue();
    }

    @Test
    void await_passThrough_letsEverybodyGo() {
        Waiting first = new Waiting(true, false);
        Waiting second = new Waiting(false, false);
        fixture.engine.passThrough("test", null);
        first.got.join();
        second.got.join();
        await().untilAsserted(() -> {
            synchronized (fixture.told) {
                assertThat(fixture.told).containsExactly("pass-through test");
            }
        });
    }

    @Test
    void await_interrupted_waitsOnAndPutsTheStatusBack() {
        Waiting waiting = new Waiting(true, false);
        waiting.interrupt();
        await().until(waiting::blocked);
        assertThat(waiting.got).isNotDone();
        scheduler.release(holder);
        assertThat(waiting.got.join()).isTrue();
        assertThat(waiting.interruptedAfter.join()).isTrue();
    }

    @Test
    void await_interruptedBetweenTasks_endsAndPutsTheStatusBack() {
        Waiting waiting = new Waiting(false, true);
        waiting.interrupt();
        assertThat(waiting.got.join()).isFalse();
        assertThat(waiting.interruptedAfter.join()).isTrue();
        assertThat(scheduler.waits.isEmpty()).isTrue();
    }

    @Test
    void processorFreed_resumingAndStarting_resumingGoesFirst() {
        Waiting starting = new Waiting(false, false);
        Waiting resuming = new Waiting(true, false);
        scheduler.release(holder);
        assertThat(resuming.got.join()).isTrue();
        assertThat(starting.got).isNotDone();
        assertThat(scheduler.waits.poll(true)).isSameAs(starting.worker);
    }

    @Test
    void processorFreed_waiterPassedOver_isGivenTheProcessorDirectly() {
        Waiting waiting = new Waiting(true, false);
        waiting.worker.wait.signal(); // woken, but the processor is not idle: passed over
        await().until(() -> waiting.worker.passedOver == 1 && waiting.blocked() && waiting.worker.resuming.queued());
        scheduler.release(holder);
        assertThat(waiting.got.join()).isTrue();
        assertThat(waiting.worker.stats.passedOver).isEqualTo(1);
    }

    @Test
    void giveWay_somebodyWaits_handsTheProcessorOverAndQueues() {
        Waiting waiting = new Waiting(false, false);
        Worker running = new Worker(Thread.currentThread(), fixture.pool);
        long holding = holder.holdingOpaque();
        holder.setHoldingRelease(0);
        scheduler.take(running, holder.processor, Processor.tickOf(holding));
        assertThat(scheduler.handoff.giveWay(running, 0)).isFalse();
        assertThat(waiting.got.join()).isTrue();
    }

    @Test
    void giveWay_nobodyWaitsAnyMore_keepsTheProcessor() {
        assertThat(scheduler.handoff.giveWay(holder, LONG)).isTrue();
        assertThat(Processor.idOf(holder.holdingOpaque())).isZero();
        assertThat(fixture.idle()).isZero();
    }

    @Test
    void release_alreadyRetaken_countsNothingTwice() {
        fixture.pretendDemand();
        fixture.states.put(holder.thread, Thread.State.BLOCKED);
        fixture.sysmon();
        assertThat(scheduler.release(holder)).isFalse();
        assertThat(fixture.idle()).isEqualTo(1);
    }
}
