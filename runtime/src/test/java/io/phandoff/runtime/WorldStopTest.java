// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.phandoff.runtime.token.Processor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The fixture's clock stands still: a stop ends by its limit only if the test moves it. */
@Timeout(90)
class WorldStopTest {
    private static final long LIMIT = 5 * Fixture.MS;

    private final Fixture fixture = new Fixture(2, false);
    private final Engine engine = fixture.engine;
    private final AtomicInteger actions = new AtomicInteger();

    @AfterEach
    void letGo() {
        engine.passThrough("end of test", null);
    }

    private Processor processor(int id) {
        return engine.scheduler.processors.get(id);
    }

    private int status(int id) {
        return Processor.status(processor(id).state());
    }

    private Background<String> stopInBackground() {
        return new Background<>(() -> engine.worldStop.stop(actions::getAndIncrement, LIMIT));
    }

    private void awaitAsked(Processor processor) {
        await().until(() -> Processor.ask(processor.state()) == Processor.STOP);
    }

    private void assertRestarted() {
        assertThat(engine.scheduler.world.stopping()).isFalse();
        assertThat(engine.scheduler.world.tryBegin()).isTrue();
        engine.scheduler.world.end();
        for (int id = 0; id < 2; id++) {
            assertThat(status(id)).isLessThan(Processor.STOPPED);
            assertThat(Processor.ask(processor(id).state())).isZero();
        }
    }

    @Test
    void stop_nobodyRuns_runsTheActionWhileAllAreStopped() {
        assertThat(engine.worldStop.stop(
                        () -> {
                            actions.getAndIncrement();
                            assertThat(status(0)).isEqualTo(Processor.STOPPED);
                            assertThat(status(1)).isEqualTo(Processor.STOPPED);
                            assertThat(fixture.idle()).isZero();
                        },
                        LIMIT))
                .isNull();
        assertThat(actions).hasValue(1);
        assertThat(fixture.idle()).isEqualTo(2);
        assertRestarted();
    }

    @Test
    void stop_byAWorker_itsOwnProcessorIsStoppedTooAndComesBack() {
        Worker me = new Worker(Thread.currentThread(), fixture.pool);
        engine.boundary.workerBegin(me, true);
        int id = Live.processorOf(me);
        assertThat(engine.worldStop.stop(
                        () -> {
                            assertThat(status(id)).isEqualTo(Processor.STOPPED);
                            assertThat(me.holdingOpaque()).isZero();
                        },
                        LIMIT))
                .isNull();
        assertThat(Live.processorOf(me)).isEqualTo(id);
        assertThat(me.storage).isSameAs(processor(id).storage());
        assertThat(me.depth).isZero();
        assertThat(fixture.idle()).isEqualTo(1);
    }

    @Test
    void stop_workerInASoftCall_takesItsProcessorAndTheWorkerFindsAnother() {
        Worker worker = fixture.running();
        engine.calls.enterSoft(worker, CallKind.FILE_READ);
        assertThat(engine.worldStop.stop(actions::getAndIncrement, LIMIT)).isNull();
        assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isEqualTo(1);
        engine.calls.exit(worker);
        assertThat(Live.processorOf(worker)).isNotNegative();
        assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isZero();
        assertRestarted();
    }

    @Test
    void stop_runningWorker_isAskedAndStopsAtItsNextHook() throws Exception {
        Worker worker = fixture.running();
        Processor processor = processor(Live.processorOf(worker));
        Background<String> stop = stopInBackground();
        awaitAsked(processor);
        assertThat(actions).hasValue(0);
        engine.calls.enterSoft(worker, CallKind.FILE_READ);
        assertThat(stop.get()).isNull();
        assertThat(actions).hasValue(1);
        engine.calls.exit(worker);
        assertThat(Live.processorOf(worker)).isNotNegative();
        assertRestarted();
    }

    @Test
    void stop_overcommittedWorker_isAskedAndEnds() throws Exception {
        fixture.running();
        fixture.running();
        Worker beyond = fixture.running();
        for (Worker worker : engine.scheduler.workers.all()) {
            if (worker != beyond) {
                engine.calls.enterHard(worker, CallKind.SLEEP);
            }
        }
        Background<String> stop = stopInBackground();
        awaitAsked(beyond.overcommit);
        assertThat(actions).hasValue(0);
        engine.calls.enterSoft(beyond, CallKind.FILE_READ);
        assertThat(stop.get()).isNull();
        assertThat(engine.scheduler.overcommitted).hasValue(0);
    }

    @Test
    void stop_robbedWorker_isWaitedForUntilItsNextHook() throws Exception {
        Worker worker = fixture.running();
        Processor processor = processor(Live.processorOf(worker));
        assertThat(engine.scheduler.seizeRunning(processor, processor.state())).isTrue();
        engine.scheduler.processors.restart(processor, Processor.tick(processor.state()));
        Background<String> stop = stopInBackground();
        await().until(() -> engine.scheduler.pauses.rounds() > 300); // it has looked often
        assertThat(actions).hasValue(0);
        engine.calls.enterHard(worker, CallKind.SLEEP);
        assertThat(stop.get()).isNull();
    }

    @Test
    void stop_workerThatDoesNotCome_givesUpAtTheLimitAndSaysWho() throws Exception {
        Worker worker = fixture.running();
        Background<String> stop = stopInBackground();
        awaitAsked(processor(Live.processorOf(worker)));
        fixture.pass(LIMIT);
        assertThat(stop.get()).isEqualTo("worker=test-1 state=NEW after-us=5000");
        assertThat(actions).hasValue(0);
        assertThat(fixture.idle()).isEqualTo(1);
        assertRestarted();
    }

    @Test
    void exit_whileStopped_waitsForTheRestart() throws Exception {
        Worker worker = fixture.running();
        engine.calls.enterHard(worker, CallKind.SLEEP);
        CountDownLatch go = new CountDownLatch(1);
        Background<String> stop = new Background<>(() -> engine.worldStop.stop(
                () -> {
                    actions.getAndIncrement();
                    await().until(() -> go.getCount() == 0);
                },
                LIMIT));
        await().until(() -> actions.get() == 1);
        Background<Void> exit = new Background<>(() -> {
            engine.calls.exit(worker);
            return null;
        });
        exit.awaitBlocked();
        assertThat(worker.holdingOpaque()).isZero();
        go.countDown();
        assertThat(stop.get()).isNull();
        exit.get();
        assertThat(Live.processorOf(worker)).isNotNegative();
    }

    @Test
    void overcommit_whileStopping_isRefused() {
        Worker worker = fixture.worker();
        engine.scheduler.world.beginStop(fixture, LIMIT);
        assertThat(engine.scheduler.overcommit(worker)).isFalse(); // I3
        assertThat(Processor.status(worker.overcommit.state())).isEqualTo(Processor.IDLE);
        assertThat(engine.scheduler.overcommitted).hasValue(0);
        assertThat(worker.holdingOpaque()).isZero();
    }

    @Test
    void stop_exemptWorker_isNotWaitedFor() {
        Worker me = new Worker(Thread.currentThread(), fixture.pool);
        engine.exemptions.add(1);
        engine.boundary.workerBegin(me, true);
        assertThat(me.exempt).isEqualTo(1);
        assertThat(new Background<>(() -> engine.worldStop.stop(actions::getAndIncrement, LIMIT)))
                .satisfies(stop -> assertThat(stop.get()).isNull());
        engine.boundary.workerEnd(me);
        assertThat(engine.exemptions.take()).isEqualTo(1); // it takes its exemption along
    }

    @Test
    void stop_actionThrows_restartsAndThrowsIt() {
        assertThatThrownBy(() -> engine.worldStop.stop(
                        () -> {
                            throw new ArithmeticException("test");
                        },
                        LIMIT))
                .isInstanceOf(ArithmeticException.class);
        assertThat(fixture.idle()).isEqualTo(2);
        assertRestarted();
    }

    @Test
    void stop_workersLetGoBeforeTheEnd_throws() {
        assertThatThrownBy(() -> engine.worldStop.stop(engine.scheduler.world::endStop, LIMIT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the world did not stay stopped");
        assertRestarted();
    }

    @Test
    void stop_inPassThrough_isRefused() {
        long generation = engine.passThroughAsAsked("test");
        assertThat(engine.worldStop.stop(actions::getAndIncrement, LIMIT)).startsWith("pass-through");
        assertThat(actions).hasValue(0);
        assertThat(engine.resume(generation)).isTrue();
        assertRestarted();
    }

    @Test
    void stop_withinAnAction_throws() {
        assertThatThrownBy(() -> engine.worldStop.stop(() -> engine.worldStop.stop(() -> {}, LIMIT), LIMIT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("operation on all processors within another: thread=");
        assertRestarted();
    }
}
