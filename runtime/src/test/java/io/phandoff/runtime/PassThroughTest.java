// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class PassThroughTest {
    private final Fixture fixture = new Fixture(1, true);
    private final Engine engine = fixture.engine;

    @AfterEach
    void letGo() {
        engine.passThrough("end of test", null);
    }

    private void awaitTold(String... what) {
        await().untilAsserted(() -> {
            synchronized (fixture.told) {
                assertThat(fixture.told).containsExactly(what);
            }
        });
    }

    @Test
    void resume_newestGeneration_switchesOnAgain() {
        long generation = engine.passThroughAsAsked("test");
        assertThat(engine.scheduler.passThrough()).isTrue();
        assertThat(engine.passThroughReason()).isEqualTo("test");
        assertThat(engine.resume(generation)).isTrue();
        assertThat(engine.scheduler.passThrough()).isFalse();
        assertThat(engine.passThroughReason()).isNull();
        assertThat(engine.resume(generation)).isFalse(); // it is on
        awaitTold("pass-through test", "resumed");
    }

    @Test
    void resume_olderGeneration_doesNothing() {
        long first = engine.passThroughAsAsked("first");
        long second = engine.passThroughAsAsked("second");
        assertThat(second).isGreaterThan(first);
        assertThat(engine.resume(first)).isFalse(); // I1
        assertThat(engine.scheduler.passThrough()).isTrue();
        assertThat(engine.passThroughReason()).isEqualTo("first");
        assertThat(engine.resume(second)).isTrue();
    }

    @Test
    void resume_generationOfAnEarlierPassThrough_doesNothing() {
        long first = engine.passThroughAsAsked("first");
        engine.resume(first);
        long second = engine.passThroughAsAsked("second");
        assertThat(engine.resume(first)).isFalse();
        assertThat(engine.resume(second)).isTrue();
    }

    @Test
    void resume_afterAFailure_neverWorks() {
        engine.passThrough("broken", new IllegalStateException("broken"));
        long generation = engine.passThroughAsAsked("test");
        assertThat(engine.resume(generation)).isFalse(); // I2
        assertThat(engine.scheduler.passThrough()).isTrue();
        awaitTold("pass-through broken");
    }

    @Test
    void resume_failureWhileOn_neverWorks() {
        long generation = engine.passThroughAsAsked("test");
        engine.passThrough("broken", null);
        assertThat(engine.resume(generation)).isFalse();
        assertThat(engine.resume(generation + 1)).isFalse();
    }

    @Test
    void begin_waiterForAProcessor_isLetGo() {
        fixture.running();
        CompletableFuture<Boolean> got = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            Worker worker = new Worker(Thread.currentThread(), fixture.pool);
            engine.scheduler.workers.add(worker);
            got.complete(engine.scheduler.handoff.await(worker, true, Long.MAX_VALUE / 2, false));
        });
        thread.start();
        await().until(() -> engine.scheduler.waits.resuming() == 1 && thread.getState() == Thread.State.TIMED_WAITING);
        engine.passThroughAsAsked("test");
        assertThat(got.join()).isFalse();
        assertThat(engine.scheduler.waits.isEmpty()).isTrue();
    }

    @Test
    void begin_worldStopped_letsGoWhoWaitsForTheRestart() throws InterruptedException {
        engine.scheduler.world.beginStop(fixture, 0);
        CountDownLatch released = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            engine.scheduler.world.awaitRestart(fixture.worker(), fixture);
            released.countDown();
        });
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        engine.passThroughAsAsked("test");
        released.await();
        thread.join();
    }

    @Test
    void begin_workersInAnyState_comeBackWithoutAProcessorAndTakeOneAfterTheResume() {
        Worker blocked = fixture.running();
        engine.calls.enterHard(blocked, CallKind.SLEEP);
        Worker inCall = fixture.running();
        engine.calls.enterSoft(inCall, CallKind.FILE_READ);
        long generation = engine.passThroughAsAsked("test");
        engine.calls.exit(blocked);
        engine.calls.exit(inCall);
        assertThat(blocked.holdingOpaque()).isEqualTo(Worker.STRAYED);
        assertThat(inCall.holdingOpaque()).isEqualTo(Worker.STRAYED);
        assertThat(engine.resume(generation)).isTrue();
        engine.calls.enterHard(blocked, CallKind.SLEEP);
        engine.calls.enterHard(inCall, CallKind.SLEEP);
        assertThat(fixture.idle()).isEqualTo(1);
        engine.calls.exit(blocked);
        assertThat(Live.processorOf(blocked)).isZero();
        assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isEqualTo(1);
    }

    /** golang/go 59758: nothing of the program is called under a lock that it may need. */
    @Test
    void begin_flushWaitsForAThreadThatAsksForTheReason_ends() {
        CompletableFuture<String> reason = new CompletableFuture<>();
        LocalKey<Object> key = new LocalKey<>(Object::new, value -> {
            Background<String> other = new Background<>(engine::passThroughReason);
            try {
                reason.complete(other.get());
            } catch (Exception e) {
                reason.completeExceptionally(e);
            }
        });
        key.of(engine.scheduler.processors.get(0));
        engine.passThroughAsAsked("test");
        assertThat(reason.join()).isEqualTo("test");
    }

    @Test
    void begin_runningHolder_isAskedAndGivesItsProcessorUpAtItsNextHook() {
        Worker worker = fixture.running();
        engine.passThroughAsAsked("test");
        assertThat(Live.processorOf(worker)).isZero();
        engine.calls.enterSoft(worker, CallKind.FILE_READ);
        assertThat(fixture.idle()).isEqualTo(1);
        engine.calls.exit(worker);
        assertThat(worker.holdingOpaque()).isEqualTo(Worker.STRAYED);
    }
}
