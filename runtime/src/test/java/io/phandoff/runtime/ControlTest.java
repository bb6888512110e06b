// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phandoff.Exemption;
import io.phandoff.Processors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The public API as a worker's thread sees it: this test's thread is one. */
@Timeout(90)
class ControlTest {
    private final Fixture fixture = Fixture.forHooks(2);
    private final Engine engine = fixture.engine;
    private final Worker me = new Worker(Thread.currentThread(), fixture.pool);
    private Installed installed;

    @BeforeEach
    void begin() {
        installed = new Installed(engine);
        engine.boundary.workerBegin(me, true);
    }

    @AfterEach
    void end() {
        engine.boundary.workerEnd(me);
        engine.exemptions.take();
        installed.close();
        engine.passThrough("end of test", null);
    }

    @Test
    void exempt_worker_givesItsProcessorUpAndTakesOneAtTheEnd() {
        Exemption exemption = Processors.exempt();
        assertThat(me.holdingOpaque()).isZero();
        assertThat(fixture.idle()).isEqualTo(2);
        engine.calls.enterHard(me, CallKind.SLEEP);
        engine.calls.exit(me);
        engine.boundary.fetchBegin(me);
        engine.boundary.fetchEnd(me, true);
        assertThat(me.holdingOpaque()).isZero();
        exemption.close();
        exemption.close();
        assertThat(Live.processorOf(me)).isNotNegative();
        assertThat(me.exempt).isZero();
        assertThat(me.depth).isZero();
    }

    @Test
    void exempt_insideASoftCall_givesItsProcessorUp() {
        engine.calls.enterSoft(me, CallKind.FILE_READ);
        Exemption exemption = Processors.exempt();
        assertThat(fixture.idle()).isEqualTo(2);
        engine.calls.exit(me);
        assertThat(me.holdingOpaque()).isZero();
        exemption.close();
        assertThat(Live.processorOf(me)).isNotNegative();
    }

    @Test
    void exempt_insideAnOperation_givesItsProcessorUpAtTheEnd() {
        Exemption[] exemption = new Exemption[1];
        Processors.stopTheWorld(() -> exemption[0] = Processors.exempt());
        assertThat(me.holdingOpaque()).isZero();
        assertThat(fixture.idle()).isEqualTo(2);
        exemption[0].close();
        assertThat(Live.processorOf(me)).isNotNegative();
    }

    /** Go's TestLockOSThreadExit and ...AvoidsStatePropagation: it ends with its thread, and no other inherits it. */
    @Test
    void exempt_workerEnds_noOtherWorkerInheritsIt() throws Exception {
        new Background<>(() -> {
                    Worker locked = new Worker(Thread.currentThread(), fixture.pool);
                    engine.boundary.workerBegin(locked, true);
                    Processors.exempt();
                    engine.boundary.workerEnd(locked);
                    return new Thread();
                })
                .get();
        Worker next = fixture.running();
        assertThat(next.exempt).isZero();
        assertThat(Live.processorOf(next)).isNotNegative();
    }

    /** Go's TestLockOSThreadNesting. */
    @Test
    void exempt_nested_onlyTheOutermostCounts() {
        Exemption outer = Processors.exempt();
        Exemption inner = Processors.exempt();
        inner.close();
        assertThat(me.holdingOpaque()).isZero();
        outer.close();
        assertThat(Live.processorOf(me)).isNotNegative();
    }

    @Test
    void exempt_beforeItBecomesAWorker_countsFromTheFirstTask() {
        engine.boundary.workerEnd(me);
        Exemption exemption = Processors.exempt();
        Worker again = new Worker(Thread.currentThread(), fixture.pool);
        engine.boundary.workerBegin(again, true);
        assertThat(again.holdingOpaque()).isZero();
        exemption.close();
        assertThat(Live.processorOf(again)).isNotNegative();
        engine.boundary.workerEnd(again);
    }

    @Test
    void blocking_worker_runsTheCallWithoutAProcessor() throws Exception {
        assertThat(Processors.blocking(() -> me.holdingOpaque())).isZero();
        assertThat(Live.processorOf(me)).isNotNegative();
        assertThatThrownBy(() -> Processors.blocking(() -> {
                    throw new java.io.IOException("test");
                }))
                .isInstanceOf(java.io.IOException.class);
        assertThat(Live.processorOf(me)).isNotNegative();
        assertThat(me.depth).isZero();
        assertThat(me.stats.handoffs[CallKind.OTHER]).isEqualTo(2);
    }

    @Test
    void resize_insideABlockingCall_works() throws Exception {
        Processors.blocking(() -> {
            Processors.resize(1);
            return null;
        });
        assertThat(Processors.count()).isEqualTo(1);
        assertThat(Live.processorOf(me)).isZero();
    }

    @Test
    void operation_anotherThreadOwnsTheWorld_waitsWithoutAProcessor() throws Exception {
        Background<Void> owner = new Background<>(() -> {
            engine.scheduler.world.begin();
            while (engine.scheduler.processors.idle() != 2) { // this thread's processor, free while it waits
                Live.yieldCpu();
            }
            engine.scheduler.world.end();
            return null;
        });
        while (engine.scheduler.world.tryBegin()) { // until it is the owner
            engine.scheduler.world.end();
            Live.yieldCpu();
        }
        Processors.resize(3);
        owner.get();
        assertThat(Processors.count()).isEqualTo(3);
        assertThat(Live.processorOf(me)).isNotNegative();
        assertThat(me.depth).isZero();
    }

    /** Go's TestEnsureDropM and TestCgoNumGoroutine: foreign threads come and go, all counts return to where they were. */
    @Test
    void adoptCurrentThread_manyForeignThreads_countsReturnToTheBaseline() throws Exception {
        int before = engine.scheduler.workers.size();
        for (int i = 0; i < 20; i++) {
            Background<Boolean> foreign = new Background<>(() -> {
                boolean first = HandoffRuntime.adoptCurrentThread("foreign");
                boolean second = HandoffRuntime.adoptCurrentThread("foreign");
                Hooks.enterSoft(CallKind.FILE_READ);
                Hooks.exit();
                long calls = HandoffRuntime.calls(CallKind.FILE_READ);
                HandoffRuntime.releaseCurrentThread();
                HandoffRuntime.releaseCurrentThread();
                return first && !second && calls == 1 && HandoffRuntime.calls(CallKind.FILE_READ) == -1;
            });
            assertThat(foreign.get()).isTrue();
        }
        assertThat(engine.scheduler.workers.size()).isEqualTo(before);
        assertThat(fixture.idle()).isEqualTo(1);
        assertThat(engine.scheduler.overcommitted).hasValue(0);
    }
}
