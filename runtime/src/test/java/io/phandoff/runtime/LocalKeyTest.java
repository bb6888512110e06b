// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phandoff.runtime.token.Processor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalKeyTest {
    private final Fixture fixture = new Fixture(2, false);
    private final Engine engine = fixture.engine;
    private final List<Object> flushed = Collections.synchronizedList(new ArrayList<>());
    private final LocalKey<Object> key = new LocalKey<>(Object::new, flushed::add);

    private Processor of(Worker worker) {
        return engine.scheduler.processors.get(Live.processorOf(worker));
    }

    private void rob(Worker worker) {
        Processor processor = of(worker);
        long tick = Processor.tick(processor.state());
        assertThat(engine.scheduler.seizeRunning(processor, processor.state())).isTrue();
        engine.scheduler.processors.restart(processor, tick);
    }

    @Test
    void ofHeld_workersOnOneProcessorAfterEachOther_findTheSameValue() {
        Worker first = fixture.running();
        Processor processor = of(first);
        Object value = key.ofHeld(first);
        assertThat(key.ofHeld(first)).isSameAs(value);
        engine.calls.enterHard(first, CallKind.SLEEP);
        assertThat(key.ofHeld(first)).isNull(); // it runs on none
        Worker second = fixture.running();
        Worker third = fixture.running();
        Worker there = of(second) == processor ? second : third;
        assertThat(key.ofHeld(there)).isSameAs(value);
        assertThat(key.of(processor)).isSameAs(value);
        assertThat(flushed).isEmpty();
    }

    @Test
    void ofHeld_twoProcessorsAndTwoKeys_areFourValues() {
        LocalKey<Object> other = new LocalKey<>(Object::new, flushed::add);
        Worker first = fixture.running();
        Worker second = fixture.running();
        Set<Object> values = new HashSet<>(
                List.of(key.ofHeld(first), key.ofHeld(second), other.ofHeld(first), other.ofHeld(second)));
        assertThat(values).hasSize(4);
    }

    @Test
    void ofHeld_insideACall_isNull() {
        Worker worker = fixture.running();
        engine.calls.enterSoft(worker, CallKind.FILE_READ);
        assertThat(key.ofHeld(worker)).isNull();
        engine.calls.exit(worker);
        assertThat(key.ofHeld(worker)).isNotNull();
    }

    @Test
    void ofHeld_afterASoftCall_findsTheSameValue() {
        Worker worker = fixture.running();
        Object value = key.ofHeld(worker);
        engine.calls.enterSoft(worker, CallKind.FILE_READ);
        engine.calls.exit(worker);
        assertThat(key.ofHeld(worker)).isSameAs(value);
    }

    @Test
    void resize_valueOfADeadProcessor_isFlushedOnce() {
        Processor last = engine.scheduler.processors.get(1);
        Object value = key.of(last);
        engine.resizer.resize(1);
        assertThat(flushed).containsExactly(value);
        engine.resizer.resize(2);
        assertThat(key.of(last)).isNotSameAs(value);
        assertThat(flushed).hasSize(1);
    }

    @Test
    void forcedRetake_orphanStaysWithItsHolderUntilItsNextHook() {
        Worker worker = fixture.running();
        Processor processor = of(worker);
        Object value = key.ofHeld(worker);
        rob(worker);
        assertThat(key.ofHeld(worker)).isSameAs(value);
        assertThat(key.of(processor)).isNotSameAs(value);
        assertThat(flushed).isEmpty();
        engine.calls.enterSoft(worker, CallKind.FILE_READ);
        assertThat(flushed).containsExactly(value);
        engine.calls.exit(worker);
        assertThat(key.ofHeld(worker)).isNotSameAs(value);
    }

    @Test
    void forcedRetake_eachKindOfHook_flushesTheOrphanOnce() {
        Runnable[] hooks = new Runnable[3];
        for (int i = 0; i < hooks.length; i++) {
            Worker worker = fixture.running();
            hooks[0] = () -> engine.calls.enterHard(worker, CallKind.SLEEP);
            hooks[1] = () -> engine.boundary.fetchBegin(worker);
            hooks[2] = () -> engine.boundary.workerEnd(worker);
            Object value = key.ofHeld(worker);
            rob(worker);
            hooks[i].run();
            assertThat(flushed).as("hook %d", i).containsExactly(value);
            flushed.clear();
            engine.boundary.workerEnd(worker);
            assertThat(flushed).doesNotContain(value);
        }
    }

    @Test
    void forcedRetake_inTheMomentOfTheHook_flushesTheOrphanToo() {
        Worker worker = fixture.running();
        Processor processor = of(worker);
        Object value = key.ofHeld(worker);
        long holding = worker.holdingOpaque();
        rob(worker);
        worker.setHoldingRelease(0); // the hook had read its holding before the thief took it
        assertThat(engine.scheduler.publishIdle(worker, processor, Processor.tickOf(holding)))
                .isFalse();
        assertThat(flushed).containsExactly(value);
    }

    @Test
    void overcommitEnds_valueIsFlushed() {
        fixture.running();
        fixture.running();
        Worker beyond = fixture.running();
        Object value = key.ofHeld(beyond);
        engine.calls.enterSoft(beyond, CallKind.FILE_READ);
        assertThat(flushed).containsExactly(value);
        engine.calls.exit(beyond);
        assertThat(key.ofHeld(beyond)).isNotSameAs(value);
    }

    @Test
    void passThrough_idleInCallAndRunning_allAreFlushed() {
        Worker running = fixture.running();
        Worker inCall = fixture.running();
        Object idleValue = key.ofHeld(running);
        Object callValue = key.ofHeld(inCall);
        engine.calls.enterSoft(inCall, CallKind.FILE_READ);
        engine.passThrough("test", null);
        assertThat(flushed).containsExactly(callValue);
        engine.calls.enterSoft(running, CallKind.FILE_READ);
        assertThat(flushed).containsExactly(callValue, idleValue);
        engine.calls.exit(running);
        assertThat(key.ofHeld(running)).isNull();
    }

    @Test
    void flush_throws_theOthersAreFlushedAndItIsTold() {
        LocalKey<Object> throwing = new LocalKey<>(Object::new, value -> {
            throw new IllegalStateException("test");
        });
        LocalKey<Object> after = new LocalKey<>(Object::new, flushed::add);
        Processor last = engine.scheduler.processors.get(1);
        throwing.of(last);
        Object value = after.of(last);
        try (Installed installed = new Installed(engine)) {
            assertThat(installed).isNotNull();
            engine.resizer.resize(1);
        }
        assertThat(flushed).containsExactly(value);
        assertThat(engine.scheduler.processors.count()).isEqualTo(1);
    }

    @Test
    void of_initialIsNull_throwsAndStoresNothing() {
        LocalKey<Object> nothing = new LocalKey<>(() -> null, flushed::add);
        assertThatThrownBy(() -> nothing.of(engine.scheduler.processors.get(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no initial value of a processor-local: value=null (expected: not null)");
        engine.resizer.resize(1);
        assertThat(flushed).isEmpty();
    }

    @Test
    void ofHeld_supplierPassesAHook_keepsItsProcessorMeanwhile() {
        Worker worker = fixture.running();
        Processor processor = of(worker);
        LocalKey<Object> blocking = new LocalKey<>(
                () -> {
                    engine.calls.enterHard(worker, CallKind.SLEEP);
                    assertThat(Processor.status(processor.state())).isEqualTo(Processor.RUNNING);
                    engine.calls.exit(worker);
                    return new Object();
                },
                flushed::add);
        assertThat(blocking.ofHeld(worker)).isSameAs(blocking.of(processor));
        assertThat(worker.depth).isZero();
        assertThat(of(worker)).isSameAs(processor);
    }

    @Test
    void withShared_initialIsNull_throws() {
        LocalKey<Object> nothing = new LocalKey<>(() -> null, flushed::add);
        assertThatThrownBy(() -> nothing.<Object>withShared(shared -> shared))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void withShared_threadsWithoutAProcessor_shareOneUntilItIsFlushed() {
        Object value = key.withShared(shared -> shared);
        assertThat(key.<Object>withShared(shared -> shared)).isSameAs(value);
        key.flushShared();
        key.flushShared();
        assertThat(flushed).containsExactly(value);
        assertThat(key.<Object>withShared(shared -> shared)).isNotSameAs(value);
    }

    @Test
    void get_onAWorkersThread_isItsProcessorsValue() {
        Worker me = new Worker(Thread.currentThread(), fixture.pool);
        assertThat(key.get()).isNull();
        try (Installed installed = new Installed(engine)) {
            assertThat(installed).isNotNull();
            assertThat(key.get()).isNull();
            engine.boundary.workerBegin(me, true);
            assertThat(key.get()).isSameAs(key.of(of(me)));
            engine.boundary.workerEnd(me);
            assertThat(key.get()).isNull();
        }
    }
}
