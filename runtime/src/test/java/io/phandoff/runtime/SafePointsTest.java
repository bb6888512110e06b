// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.phandoff.runtime.token.Processor;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The fixture's clock stands still: no holder is robbed for computing too long unless the test moves it. */
@Timeout(90)
class SafePointsTest {
    private final Fixture fixture = new Fixture(2, false);
    private final Engine engine = fixture.engine;
    private final AtomicIntegerArray runs = new AtomicIntegerArray(2);
    private final AtomicReference<Thread> ranOn = new AtomicReference<>();

    @AfterEach
    void letGo() {
        engine.passThrough("end of test", null);
    }

    private void function(Processor processor) {
        assertThat(Processor.status(processor.state())).isGreaterThanOrEqualTo(Processor.STOPPED);
        runs.getAndIncrement(processor.id());
        ranOn.set(Thread.currentThread());
    }

    private Background<Void> forEachInBackground() {
        return new Background<>(() -> {
            engine.safePoints.forEach(this::function);
            return null;
        });
    }

    private Processor of(Worker worker) {
        return engine.scheduler.processors.get(Live.processorOf(worker));
    }

    private void awaitAsked(Processor processor) {
        await().until(() -> Processor.ask(processor.state()) == Processor.SAFE_POINT);
    }

    private void assertRanOnceOnEach() {
        assertThat(runs.get(0)).isEqualTo(1);
        assertThat(runs.get(1)).isEqualTo(1);
        assertThat(engine.scheduler.world.safePoint()).isNull();
        assertThat(engine.scheduler.world.tryBegin()).isTrue();
        engine.scheduler.world.end();
    }

    @Test
    void forEach_idleAndInCall_theCallerRunsIt() {
        Worker worker = fixture.running();
        engine.calls.enterSoft(worker, CallKind.FILE_READ);
        engine.safePoints.forEach(this::function);
        assertRanOnceOnEach();
        assertThat(fixture.idle()).isEqualTo(2);
        engine.calls.exit(worker);
        assertThat(Live.processorOf(worker)).isNotNegative();
        assertThat(worker.experience.score(CallKind.FILE_READ)).isZero(); // it was only passed by
    }

    @Test
    void forEach_runningWorker_runsItAtItsNextHookBeforeItPublishes() throws Exception {
        Worker worker = fixture.running();
        Processor processor = of(worker);
        long tick = Processor.tickOf(worker.holdingOpaque());
        Background<Void> forEach = forEachInBackground();
        awaitAsked(processor);
        engine.calls.enterSoft(worker, CallKind.FILE_READ);
        assertThat(ranOn).hasValue(Thread.currentThread());
        assertThat(Processor.status(processor.state())).isEqualTo(Processor.SYSCALL);
        forEach.get();
        engine.calls.exit(worker);
        assertThat(Processor.tickOf(worker.holdingOpaque())).isEqualTo(tick + 2);
        assertRanOnceOnEach();
    }

    @Test
    void forEach_workerBetweenTwoTasks_runsItAndKeepsItsProcessor() throws Exception {
        Worker worker = fixture.running();
        Processor processor = of(worker);
        Background<Void> forEach = forEachInBackground();
        awaitAsked(processor);
        engine.boundary.fetchBegin(worker);
        assertThat(of(worker)).isSameAs(processor);
        forEach.get();
        assertRanOnceOnEach();
    }

    @Test
    void forEach_holderBlockedWhereNoHookIs_robsItAndLeavesItWhatWasStored() throws Exception {
        Worker worker = fixture.running();
        Processor processor = of(worker);
        Object storage = worker.storage;
        fixture.states.put(worker.thread, Thread.State.WAITING);
        Background<Void> forEach = forEachInBackground();
        forEach.get();
        assertThat(ranOn).hasValue(forEach);
        assertThat(worker.holdingOpaque()).isEqualTo(Worker.STRAYED);
        assertThat(worker.storage).isSameAs(storage).isNotSameAs(processor.storage());
        assertRanOnceOnEach();
    }

    @Test
    void forEach_holderComputes_robsItOnlyAfterTwoSlices() throws Exception {
        Worker worker = fixture.running();
        Background<Void> forEach = forEachInBackground();
        awaitAsked(of(worker));
        fixture.pass(2 * engine.scheduler.config.sliceNanos());
        int rounds = engine.scheduler.pauses.rounds();
        await().until(() -> engine.scheduler.pauses.rounds() > rounds + 50);
        assertThat(forEach.done()).isFalse();
        assertThat(Live.processorOf(worker)).isNotNegative();
        fixture.pass(1);
        forEach.get();
        assertThat(worker.holdingOpaque()).isEqualTo(Worker.STRAYED);
        assertRanOnceOnEach();
    }

    @Test
    void forEach_byAWorker_runsOnItsOwnProcessorToo() {
        Worker me = new Worker(Thread.currentThread(), fixture.pool);
        engine.boundary.workerBegin(me, true);
        Processor own = of(me);
        engine.safePoints.forEach(this::function);
        assertRanOnceOnEach();
        assertThat(of(me)).isSameAs(own);
        assertThat(me.depth).isZero();
    }

    @Test
    void forEach_functionPassesHooks_theyDoNotAct() throws Exception {
        Worker worker = fixture.running();
        Processor processor = of(worker);
        Background<Void> forEach = new Background<>(() -> {
            engine.safePoints.forEach(each -> {
                if (each == processor) {
                    engine.calls.enterHard(worker, CallKind.SLEEP);
                    engine.calls.exit(worker);
                }
                function(each);
            });
            return null;
        });
        awaitAsked(processor);
        engine.boundary.fetchBegin(worker);
        forEach.get();
        assertThat(of(worker)).isSameAs(processor);
        assertThat(worker.depth).isZero();
        assertThat(worker.inSafePoint).isFalse();
        assertRanOnceOnEach();
    }

    @Test
    void forEach_functionThrows_runsOnAllAndThrowsTheFirst() {
        IllegalArgumentException second = new IllegalArgumentException("second");
        assertThatThrownBy(() -> engine.safePoints.forEach(processor -> {
                    function(processor);
                    throw processor.id() == 0 ? new ArithmeticException("first") : second;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("safe-point function failed")
                .cause()
                .hasMessage("first")
                .satisfies(first -> assertThat(first.getSuppressed()).containsExactly(second));
        assertRanOnceOnEach();
    }

    @Test
    void forEach_withinAFunction_throwsThere() {
        assertThatThrownBy(() -> engine.safePoints.forEach(processor -> engine.safePoints.forEach(this::function)))
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("operation on all processors within another: thread=");
    }

    @Test
    void forMost_holderDoesNotCome_runsOnTheOthersAndTakesItsRequestBack() {
        Worker worker = fixture.running();
        engine.safePoints.forMost(this::function);
        int held = Live.processorOf(worker);
        assertThat(runs.get(held)).isZero();
        assertThat(runs.get(1 - held)).isEqualTo(1);
        assertThat(Processor.ask(of(worker).state())).isEqualTo(Processor.NOTHING); // World I2
        assertThat(engine.scheduler.world.safePoint()).isNull();
    }

    @Test
    void forMost_anotherOperationIsOn_doesNothing() {
        engine.scheduler.world.begin();
        engine.safePoints.forMost(this::function);
        assertThat(runs.get(0)).isZero();
        assertThat(engine.scheduler.world.ownedByMe()).isTrue();
        engine.scheduler.world.end();
    }

    /** The owner's look may be older than the worker's run: whoever has the processor in hands looks again. */
    @Test
    void run_ranBefore_doesNotRunAgain() {
        SafePoint safePoint = new SafePoint(this::function, 2, engine.scheduler.pauses);
        Processor processor = engine.scheduler.processors.get(0);
        engine.scheduler.processors.stop(processor, processor.state());
        safePoint.run(processor);
        safePoint.run(processor);
        assertThat(runs.get(0)).isEqualTo(1);
        assertThat(safePoint.left()).isEqualTo(1);
        assertThat(safePoint.ran(0)).isTrue();
        assertThat(safePoint.ran(1)).isFalse();
    }
}
