// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.phandoff.runtime.token.Processor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class ResizerTest {
    private final Fixture fixture = new Fixture(3, false);
    private final Engine engine = fixture.engine;
    private final Resizer resizer = engine.resizer;

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

    /** Workers until one holds the processor. */
    private Worker holderOf(int id) {
        Processor wanted = processor(id);
        Worker worker = fixture.worker();
        engine.scheduler.workers.add(worker);
        engine.scheduler.take(worker, wanted, engine.scheduler.processors.acquire(wanted));
        return worker;
    }

    @Test
    void resize_outOfRange_throwsAndChangesNothing() {
        assertThatThrownBy(() -> resizer.resize(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number of processors out of range: processors=0 (expected: 1..1024)");
        assertThatThrownBy(() -> resizer.resize(1025))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number of processors out of range: processors=1025 (expected: 1..1024)");
        assertThat(engine.scheduler.processors.count()).isEqualTo(3);
    }

    @Test
    void resize_more_addsIdleOnes() {
        resizer.resize(5);
        assertThat(engine.scheduler.processors.count()).isEqualTo(5);
        assertThat(fixture.idle()).isEqualTo(5);
    }

    @Test
    void resize_moreWhileSomebodyWaits_givesItTheNewOne() throws Exception {
        Worker[] holders = {holderOf(0), holderOf(1), holderOf(2)};
        Background<Integer> waiter = new Background<>(() -> {
            Worker worker = new Worker(Thread.currentThread(), fixture.pool);
            engine.scheduler.workers.add(worker);
            return engine.scheduler.handoff.await(worker, true, Long.MAX_VALUE / 2, false)
                    ? Live.processorOf(worker)
                    : -1;
        });
        await().until(() -> engine.scheduler.waits.resuming() == 1);
        waiter.awaitBlocked();
        resizer.resize(4);
        assertThat(waiter.get()).isEqualTo(3);
        assertThat(holders)
                .allSatisfy(holder -> assertThat(Live.processorOf(holder)).isNotNegative());
    }

    @Test
    void resize_fewerIdle_areDeadAndCannotBeHad() {
        resizer.resize(1);
        assertThat(engine.scheduler.processors.count()).isEqualTo(1);
        assertThat(fixture.idle()).isEqualTo(1);
        assertThat(status(1)).isEqualTo(Processor.DEAD);
        assertThat(status(2)).isEqualTo(Processor.DEAD);
    }

    @Test
    void resize_fewerInCall_workerFindsAnother() {
        Worker worker = holderOf(2);
        engine.calls.enterSoft(worker, CallKind.FILE_READ);
        resizer.resize(1);
        assertThat(status(2)).isEqualTo(Processor.DEAD);
        engine.calls.exit(worker);
        assertThat(Live.processorOf(worker)).isZero();
        assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isZero();
    }

    @Test
    void resize_fewerRunning_holderIsRobbedKeepsWhatWasStoredAndFlushesItAtItsNextHook() {
        List<Object> flushed = new ArrayList<>();
        LocalKey<Object> key = new LocalKey<>(Object::new, flushed::add);
        Worker worker = holderOf(2);
        Object value = key.ofHeld(worker);
        resizer.resize(1);
        assertThat(worker.holdingOpaque()).isEqualTo(Worker.STRAYED);
        assertThat(key.ofHeld(worker)).isSameAs(value);
        assertThat(flushed).isEmpty();
        engine.calls.enterHard(worker, CallKind.SLEEP);
        assertThat(flushed).containsExactly(value);
        engine.calls.exit(worker);
        assertThat(Live.processorOf(worker)).isZero();
        assertThat(key.ofHeld(worker)).isNotSameAs(value);
    }

    @Test
    void resize_fewer_gathersTheCountsOfThoseThatGo() {
        Worker worker = holderOf(2);
        engine.boundary.fetchBegin(worker);
        engine.boundary.fetchEnd(worker, true);
        engine.calls.enterHard(worker, CallKind.SLEEP);
        resizer.resize(1);
        assertThat(engine.scheduler.counts.tasks(2)).isEqualTo(1);
        assertThat(engine.scheduler.counts.handoffs(2)).isEqualTo(1);
    }

    @Test
    void resize_processorOnItsWayToAWaiter_isAskedForAndWaitedFor() throws Exception {
        Processor inTransit = processor(2);
        engine.scheduler.processors.acquire(inTransit); // I4: running, and nobody's
        Background<Void> resize = new Background<>(() -> {
            resizer.resize(2);
            return null;
        });
        await().until(() -> Processor.ask(inTransit.state()) == Processor.GIVE_UP);
        assertThat(engine.scheduler.processors.count()).isEqualTo(3);
        Worker worker = fixture.worker();
        engine.scheduler.take(worker, inTransit);
        engine.scheduler.attention.settled(worker); // gives it up, unless it was robbed of it before
        resize.get();
        assertThat(engine.scheduler.processors.count()).isEqualTo(2);
        assertThat(status(2)).isEqualTo(Processor.DEAD);
        assertThat(Live.processorOf(worker)).isNegative();
    }

    @Test
    void resize_thereAndBack_revivesTheSameOnes() {
        Processor last = processor(2);
        resizer.resize(1);
        resizer.resize(3);
        assertThat(processor(2)).isSameAs(last);
        assertThat(fixture.idle()).isEqualTo(3);
        assertThat(Live.processorOf(holderOf(2))).isEqualTo(2);
    }

    @Test
    void follow_setByHand_doesNothingUntilForgotten() {
        Fixture following = new Fixture(new RuntimeConfig(2, false, 0, 0, 0, false, 0, Fixture.MS, true));
        Resizer other = following.engine.resizer;
        other.follow(4);
        assertThat(following.scheduler().processors.count()).isEqualTo(4);
        other.resize(3);
        assertThat(other.follows()).isFalse();
        other.follow(4);
        assertThat(following.scheduler().processors.count()).isEqualTo(3);
        other.forgetByHand();
        assertThat(other.follows()).isTrue();
        other.follow(5000);
        assertThat(following.scheduler().processors.count()).isEqualTo(RuntimeConfig.MAX_PROCESSORS);
        other.follow(0);
        assertThat(following.scheduler().processors.count()).isEqualTo(1);
    }

    @Test
    void resize_withinAnOperation_throws() {
        assertThatThrownBy(() -> engine.safePoints.forEach(processor -> resizer.resize(1)))
                .cause()
                .hasMessageStartingWith("operation on all processors within another");
        assertThat(engine.scheduler.processors.count()).isEqualTo(3);
    }

    @Test
    void resize_byAWorkerWhoseProcessorStays_keepsIt() {
        Worker me = new Worker(Thread.currentThread(), fixture.pool);
        engine.scheduler.workers.add(me);
        engine.scheduler.take(me, processor(0), engine.scheduler.processors.acquire(processor(0)));
        resizer.resize(1);
        assertThat(Live.processorOf(me)).isZero();
        assertThat(me.depth).isZero();
    }
}
