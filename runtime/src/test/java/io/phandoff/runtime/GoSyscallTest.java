// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.phandoff.runtime.token.Processor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Go's tests of calls: every way to lose a processor in one and to come back (internal/trace's generators
 * {@code go122-syscall-steal-proc-*}, step by step), and its tests of what sleeps.
 */
@Timeout(90)
class GoSyscallTest {
    private final Fixture fixture = new Fixture(2, false);
    private final Engine engine = fixture.engine;
    private final Worker worker = fixture.running();
    private final Processor processor = engine.scheduler.processors.get(Live.processorOf(worker));
    private final Processor other = engine.scheduler.processors.get(1 - processor.id());

    private void enter() {
        engine.calls.enterSoft(worker, CallKind.SOCKET_READ);
        assertThat(Processor.status(processor.state())).isEqualTo(Processor.SYSCALL);
        assertThat(worker.holdingOpaque()).isZero();
    }

    private void steal() {
        assertThat(engine.scheduler.processors.retake(processor, processor.state()))
                .isTrue();
    }

    private Worker taker(Processor which) {
        Worker taker = fixture.worker();
        engine.scheduler.workers.add(taker);
        engine.scheduler.take(taker, which, engine.scheduler.processors.acquire(which));
        return taker;
    }

    private void assertHolds(Worker who, Processor what) {
        assertThat(Live.processorOf(who)).isEqualTo(what.id());
        assertThat(Processor.status(what.state())).isEqualTo(Processor.RUNNING);
        assertThat(Processor.tickOf(who.holdingOpaque())).isEqualTo(Processor.tick(what.state()));
        assertThat(what.holderOpaque()).isSameAs(who);
        assertThat(who.storage).isSameAs(what.storage());
    }

    /** go122-create-syscall-with-p: nobody steals. */
    @Test
    void exit_notStolen_holdsTheSame() {
        enter();
        engine.calls.exit(worker);
        assertHolds(worker, processor);
    }

    /** go122-syscall-steal-proc-simple: another takes it and runs on it; the worker finds another one. */
    @Test
    void exit_stolenAndTaken_takesAnother() {
        enter();
        steal();
        Worker thief = taker(processor);
        engine.calls.exit(worker);
        assertHolds(thief, processor);
        assertHolds(worker, other);
    }

    /** go122-syscall-steal-proc-self: stolen, idle again, and taken back by the same worker: another holding all the same. */
    @Test
    void exit_stolenAndIdle_takesItBackAsAnotherHolding() {
        long before = worker.holdingOpaque();
        enter();
        steal();
        engine.calls.exit(worker);
        assertHolds(worker, processor);
        assertThat(worker.holdingOpaque()).isNotEqualTo(before);
    }

    /** go122-syscall-steal-proc-sitting-in-syscall: it never comes back. */
    @Test
    void workerEnd_stolenInItsLastCall_leavesNothingBehind() {
        enter();
        steal();
        Worker thief = taker(processor);
        engine.boundary.workerEnd(worker);
        assertHolds(thief, processor);
        assertThat(fixture.idle()).isEqualTo(1);
        assertThat(PoolCounts.blocked(fixture.pool.counts.word())).isZero();
    }

    /** go122-syscall-steal-proc-ambiguous: the thief itself enters a call on it, so that it looks as if never stolen. */
    @Test
    void exit_stolenAndInTheThiefsCall_leavesItToTheThief() {
        enter();
        steal();
        Worker thief = taker(processor);
        engine.calls.enterSoft(thief, CallKind.SOCKET_READ);
        engine.calls.exit(worker);
        assertHolds(worker, other);
        assertThat(Processor.status(processor.state())).isEqualTo(Processor.SYSCALL);
        engine.calls.exit(thief);
        assertHolds(thief, processor);
    }

    /** go122-syscall-steal-proc-reacquire-new-proc: none is idle, and the next call begins with another one. */
    @Test
    void exit_stolenAndNoneIdle_runsBeyondTheSetUntilTheNextCall() {
        enter();
        steal();
        taker(processor);
        Worker second = taker(other);
        engine.calls.exit(worker);
        assertThat(Processor.idOf(worker.holdingOpaque())).isEqualTo(-1);
        engine.calls.enterHard(second, CallKind.SLEEP);
        engine.calls.enterHard(worker, CallKind.SLEEP);
        engine.calls.exit(worker);
        assertHolds(worker, other);
    }

    /** go122-syscall-steal-proc-simple-bare-m: a worker without one enters: there is nothing to steal. */
    @Test
    void enterSoft_overcommitted_tiesNothing() {
        taker(other);
        Worker beyond = fixture.running();
        engine.calls.enterSoft(beyond, CallKind.SOCKET_READ);
        assertThat(engine.scheduler.processors.inCall()).isZero();
        assertThat(engine.scheduler.overcommitted).hasValue(0);
        engine.calls.exit(beyond);
        assertThat(Processor.idOf(beyond.holdingOpaque())).isEqualTo(-1);
    }

    /** go122-syscall-steal-proc-gen-boundary: the processor is dead and alive again when the call ends. */
    @Test
    void exit_processorDiedAndWasRevived_doesNotMistakeItForItsOwn() {
        engine.calls.enterHard(worker, CallKind.SLEEP);
        Processor last = engine.scheduler.processors.get(1);
        Worker traveller = taker(last);
        engine.calls.enterSoft(traveller, CallKind.SOCKET_READ);
        engine.resizer.resize(1);
        engine.resizer.resize(2);
        Worker first = taker(engine.scheduler.processors.get(0));
        Worker second = taker(last);
        engine.calls.exit(traveller);
        assertHolds(first, engine.scheduler.processors.get(0));
        assertHolds(second, last);
        assertThat(Processor.idOf(traveller.holdingOpaque())).isEqualTo(-1);
    }

    /** wait-on-pipe.go of internal/trace: a whole while in a read; whoever looks sees it blocked, its processor free. */
    @Test
    void snapshot_workerInALongRead_saysFirstInCallThenBlocked() {
        enter();
        StatsSnapshot before = Snapshots.of(engine);
        assertThat(before.inCall()).isOne();
        assertThat(before.pools().get(0).blocked()).isZero();
        assertThat(Snapshots.of(engine).inCall()).isOne(); // to look takes nothing from it
        steal();
        worker.markBlocked(fixture.now(), Worker.STALLED); // as sysmon does
        StatsSnapshot after = Snapshots.of(engine);
        assertThat(after.inCall()).isZero();
        assertThat(after.pools().get(0).blocked()).isOne();
        assertThat(after.idle()).isEqualTo(2);
        engine.calls.exit(worker);
        assertThat(Snapshots.of(engine).pools().get(0).blocked()).isZero();
    }

    /** TestSpuriousWakeupsNeverHangSemasleep: a wait is neither cut short nor made longer by wake-ups for nothing. */
    @Test
    void await_spuriousWakeupsAllTheTime_endsAtItsLimit() throws Exception {
        try (Live live = new Live(1, true)) {
            live.engine.scheduler.processors.acquireAny(0); // nobody's, so that sysmon cannot take it from anybody
            AtomicBoolean done = new AtomicBoolean();
            long begin = System.nanoTime();
            live.worker(
                    waiter -> { // begins over-committed, after the last limit
                        live.outsider(none -> {
                            while (!done.get()) {
                                synchronized (waiter.wait) {
                                    waiter.wait.notifyAll();
                                }
                                Live.yieldCpu();
                            }
                        });
                        long from = System.nanoTime();
                        try {
                            assertThat(live.engine.scheduler.handoff.await(waiter, true, 200 * Fixture.MS, false))
                                    .isFalse();
                        } finally {
                            done.set(true);
                        }
                        assertThat(System.nanoTime() - from).isGreaterThanOrEqualTo(200 * Fixture.MS);
                    });
            live.join();
            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(40));
        }
    }

    /** TestNetpollBreak: who sleeps for a minute is there before that is over when it is needed. */
    @Test
    void wake_runtimeThreadInALongSleep_stepsAtOnce() {
        AtomicInteger steps = new AtomicInteger();
        RuntimeThread thread = new RuntimeThread(
                "test",
                now -> {
                    steps.getAndIncrement();
                    return TimeUnit.SECONDS.toNanos(60);
                },
                new NanoClock.OfJvm(),
                engine);
        thread.start();
        for (int i = 1; i <= 20; i++) {
            int seen = i;
            await().atMost(Duration.ofSeconds(40)).until(() -> steps.get() >= seen);
            thread.wake();
        }
    }
}
