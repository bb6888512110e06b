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
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Bugs that Go's scheduler has had, tried on ours: stop-the-world, forEachP, procresize. Those of calls and wake-ups are in
 * {@link HistoricBugOfCallsTest}; the list with all of them is in the module's README.
 */
@Timeout(120)
class HistoricBugTest {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(20);

    private final Fixture fixture = new Fixture(2, false);
    private final Engine engine = fixture.engine;
    private final Scheduler scheduler = engine.scheduler;

    @AfterEach
    void letGo() {
        engine.passThrough("end of test", null);
    }

    private Processor processor(int id) {
        return scheduler.processors.get(id);
    }

    private Worker holderOf(int id) {
        return holderOf(id, new Worker(new Thread("holder"), fixture.pool));
    }

    private Worker holderOf(int id, Worker worker) {
        fixture.states.put(worker.thread, Thread.State.RUNNABLE);
        scheduler.workers.add(worker);
        scheduler.take(worker, processor(id), scheduler.processors.acquire(processor(id)));
        return worker;
    }

    private void awaitAsked(Processor processor, int what) {
        await().until(() -> Processor.ask(processor.state()) == what);
    }

    /** golang/go 11640, edfc979: the function ran after the processor was published, beside its next owner. */
    @Test
    void edfc979_safePointAtASoftCall_runsBeforeAnybodyElseCanHaveTheProcessor() throws Exception {
        Worker worker = holderOf(0);
        AtomicReference<String> seen = new AtomicReference<>();
        Background<Void> forEach = new Background<>(() -> {
            engine.safePoints.forEach(each -> {
                if (each.id() == 0) {
                    seen.set(Processor.status(each.state()) + " " + scheduler.processors.acquire(each));
                }
            });
            return null;
        });
        awaitAsked(processor(0), Processor.SAFE_POINT);
        engine.calls.enterSoft(worker, CallKind.FILE_READ);
        assertThat(seen).hasValue(Processor.SEIZED + " -1");
        forEach.get();
    }

    /** golang/go 10618, first cause: worldsema was released before the world had been started again. */
    @Test
    void issue10618_anotherOperationWaits_beginsWhenAllIsRestartedOnly() throws Exception {
        AtomicReference<Background<Void>> resize = new AtomicReference<>();
        assertThat(engine.worldStop.stop(
                        () -> {
                            resize.set(new Background<>(() -> {
                                engine.resizer.resize(1);
                                return null;
                            }));
                            resize.get().awaitBlocked();
                            assertThat(scheduler.processors.count()).isEqualTo(2);
                        },
                        LIMIT))
                .isNull();
        resize.get().get();
        assertThat(scheduler.processors.count()).isEqualTo(1);
        assertThat(Processor.status(processor(0).state())).isEqualTo(Processor.IDLE);
        assertThat(fixture.idle()).isEqualTo(1);
    }

    /**
     * golang/go 10618, second cause: who answered a request of the operation before counted for this one. Here a request
     * is part of a word, and one that was answered or taken back is another word.
     */
    @Test
    void issue10618_requestOfTheOperationBefore_isNothingToTheNextOne() {
        Worker worker = holderOf(0);
        long before = processor(0).state();
        assertThat(processor(0).ask(before, Processor.STOP)).isTrue();
        long asked = processor(0).state();
        assertThat(processor(0).withdraw(asked)).isTrue();
        assertThat(processor(0).ask(processor(0).state(), Processor.SAFE_POINT)).isTrue();
        assertThat(processor(0).stop(asked)).isFalse();
        assertThat(processor(0).yieldAsked(asked)).isFalse();
        processor(0).withdraw(processor(0).state());
        engine.calls.enterHard(worker, CallKind.SLEEP);
        assertThat(processor(0).ask(before, Processor.STOP)).isFalse();
    }

    /** 4598c23 (golang/go 10958, 24543): procresize destroyed the processor it ran on. */
    @Test
    void commit4598c23_resizeByAWorkerWhoseProcessorGoes_movesToTheFirstBeforeTheFlush() {
        Worker me = holderOf(1, new Worker(Thread.currentThread(), fixture.pool));
        Worker first = holderOf(0);
        List<String> flushes = new ArrayList<>();
        LocalKey<Object> key = new LocalKey<>(
                Object::new,
                value -> flushes.add(Live.processorOf(me) + " "
                        + Processor.status(processor(0).state()) + " "
                        + Processor.status(processor(1).state())));
        key.ofHeld(me);
        engine.resizer.resize(1);
        assertThat(flushes).containsExactly("0 " + Processor.RUNNING + " " + Processor.STOPPED);
        assertThat(Live.processorOf(me)).isZero();
        assertThat(me.storage).isSameAs(processor(0).storage());
        assertThat(first.holdingOpaque()).isEqualTo(Worker.STRAYED);
        assertThat(Processor.status(processor(1).state())).isEqualTo(Processor.DEAD);
        assertThat(me.depth).isZero();
    }

    /** golang/go 42237: a processor on its way from the idle list to a thread: nobody answered for it, the stop hung. */
    @Test
    void issue42237_stopWhileAProcessorIsInTransit_endsWhenItArrives() throws Exception {
        Processor inTransit = processor(0);
        scheduler.processors.acquire(inTransit);
        AtomicInteger actions = new AtomicInteger();
        Background<String> stop = new Background<>(() -> engine.worldStop.stop(actions::getAndIncrement, LIMIT));
        // it has no holder yet, so no look can say who is in the way: the stop must wait for it all the same
        awaitAsked(inTransit, Processor.STOP);
        await().until(() -> scheduler.pauses.rounds() > 300 || stop.done());
        assertThat(actions).hasValue(0);
        Worker worker = fixture.worker();
        scheduler.take(worker, inTransit);
        assertThat(scheduler.attention.settled(worker)).isFalse();
        assertThat(stop.get()).isNull();
        assertThat(actions).hasValue(1);
    }

    /** golang/go 42237, the other half: what is in transit comes back because its receiver has gone. */
    @Test
    void issue42237_stopWhileAGrantComesBack_isAnsweredForByWhoCarriesIt() throws Exception {
        Worker gone = fixture.worker();
        scheduler.waits.begin(fixture.pool, false);
        gone.starts = true;
        gone.wait.begin();
        scheduler.waits.add(gone, false);
        assertThat(gone.wait.cancel()).isTrue(); // its entry is still there
        Worker holder = holderOf(0);
        Worker second = holderOf(1);
        engine.calls.enterHard(holder, CallKind.SLEEP); // offers its processor to the entry, and takes it back
        assertThat(fixture.idle()).isEqualTo(1);
        engine.calls.enterHard(second, CallKind.SLEEP);
        assertThat(engine.worldStop.stop(() -> assertThat(fixture.idle()).isZero(), LIMIT))
                .isNull();
        scheduler.waits.end(fixture.pool, false);
    }

    /** golang/go 38931: a helper said to exist before it did. Here: woken before it was started, the wake is not lost. */
    @Test
    void issue38931_helperWokenBeforeItsStart_runs() {
        AtomicInteger steps = new AtomicInteger();
        RuntimeThread helper = new RuntimeThread(
                "test",
                now -> {
                    steps.getAndIncrement();
                    return RuntimeThread.Step.FOREVER;
                },
                new NanoClock.OfJvm(),
                engine);
        helper.wake();
        engine.resizer.forgetByHand(); // wakes a housekeeper that this engine never starts
        assertThat(steps).hasValue(0);
        helper.start();
        await().until(() -> steps.get() == 1);
    }

    /** golang/go 45716, 44868: what belonged to a processor was forgotten when it went. */
    @Test
    void issue45716_shrinkInEachState_losesNothingStored() {
        List<Object> flushed = new ArrayList<>();
        LocalKey<Object> key = new LocalKey<>(Object::new, flushed::add);
        engine.resizer.resize(5);
        List<Object> values = new ArrayList<>();
        for (int id = 0; id < 5; id++) {
            values.add(key.of(processor(id))); // 1 idle
        }
        Worker running = holderOf(2);
        Worker inCall = holderOf(3);
        engine.calls.enterSoft(inCall, CallKind.FILE_READ);
        Worker asked = holderOf(4);
        processor(4).ask(processor(4).state(), Processor.GIVE_UP);
        engine.resizer.resize(1);
        for (Worker worker : List.of(running, asked)) {
            engine.calls.enterHard(worker, CallKind.SLEEP);
        }
        engine.calls.exit(inCall);
        assertThat(flushed).containsExactlyInAnyOrderElementsOf(values.subList(1, 5));
        assertThat(key.of(processor(0))).isSameAs(values.get(0));
    }

    /** golang/go 15051: "may I run" and "is anybody running" passed each other: both in one word, or ordered by it. */
    @Test
    void issue15051_workersTakeUpRunningWhileTheWorldStops_oneOfTheTwoSeesTheOther() throws Exception {
        AtomicInteger both = new AtomicInteger();
        AtomicInteger rounds = new AtomicInteger();
        Worker worker = fixture.worker();
        scheduler.workers.add(worker);
        Background<Void> runner = new Background<>(() -> {
            while (rounds.get() < 2_000) {
                if (scheduler.overcommit(worker)) {
                    rounds.getAndIncrement();
                    scheduler.release(worker);
                }
            }
            return null;
        });
        while (!runner.done()) {
            assertThat(engine.worldStop.stop(
                            () -> {
                                if (Live.processorOf(worker) >= 0 || worker.holdingOpaque() != 0) {
                                    both.getAndIncrement();
                                }
                            },
                            LIMIT))
                    .isNull();
            Live.yieldCpu(); // the runner is let go for a moment only
        }
        runner.get();
        assertThat(both).hasValue(0);
        assertThat(scheduler.overcommitted).hasValue(0);
    }

    /** golang/go 19112: a lock held by who waits for somebody who needs it. No hook needs the world's lock to run. */
    @Test
    void issue19112_worldLockIsHeld_hooksGoOn() throws Exception {
        synchronized (scheduler.world) {
            Background<Void> hooks = new Background<>(() -> {
                Worker worker = new Worker(Thread.currentThread(), fixture.pool);
                engine.boundary.workerBegin(worker, true);
                for (int i = 0; i < 100; i++) {
                    engine.calls.enterHard(worker, CallKind.SLEEP);
                    engine.calls.exit(worker);
                    engine.calls.enterSoft(worker, CallKind.FILE_READ);
                    engine.calls.exit(worker);
                    engine.boundary.fetchBegin(worker);
                    engine.boundary.fetchEnd(worker, true);
                }
                engine.boundary.workerEnd(worker);
                return null;
            });
            hooks.get();
        }
    }

    /** golang/go 81657: somebody who slept through the beginning of a stop took work when it woke up. */
    @Test
    void issue81657_waiterGrantedAProcessorDuringAStop_stopsBeforeItRuns() throws Exception {
        Worker holder = holderOf(0);
        Worker second = holderOf(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Background<Boolean> sleeper = new Background<>(() -> {
            Worker worker = new Worker(Thread.currentThread(), fixture.pool);
            scheduler.workers.add(worker);
            boolean got = scheduler.handoff.await(worker, true, Long.MAX_VALUE / 2, false);
            return got && !scheduler.attention.settled(worker) && stopped.await(60, TimeUnit.SECONDS);
        });
        await().until(() -> scheduler.waits.resuming() == 1);
        sleeper.awaitBlocked();
        long tick = Processor.tickOf(holder.holdingOpaque());
        holder.setHoldingRelease(0); // the carrier: it hands its processor over while the stop begins
        Background<String> stop = new Background<>(() -> engine.worldStop.stop(stopped::countDown, LIMIT));
        awaitAsked(processor(0), Processor.STOP);
        assertThat(Processor.tick(processor(0).state())).isEqualTo(tick);
        Worker waiter = scheduler.waits.poll(true);
        assertThat(waiter.wait.grant(processor(0))).isTrue();
        engine.calls.enterHard(second, CallKind.SLEEP);
        assertThat(sleeper.get()).isTrue();
        assertThat(stop.get()).isNull();
    }
}
