// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class WorldTest {
    private final World world = new World();
    private final Fixture clock = new Fixture(1, false);
    private final Worker worker = clock.worker();

    /** A daemon thread that does something and then says whether its interrupt flag is set. */
    private static final class Other extends Thread {
        private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        private final Runnable what;

        Other(Runnable what) {
            this.what = what;
            setDaemon(true);
            start();
        }

        @Override
        public void run() {
            what.run();
            interrupted.complete(Thread.currentThread().isInterrupted());
        }

        void awaitBlocked() {
            await().until(() -> getState() == State.WAITING || getState() == State.TIMED_WAITING);
        }
    }

    @Test
    void tryBegin_owned_isFalseUntilTheEnd() {
        assertThat(world.tryBegin()).isTrue();
        assertThat(world.ownedByMe()).isTrue();
        assertThat(world.tryBegin()).isFalse();
        world.end();
        assertThat(world.ownedByMe()).isFalse();
        assertThat(world.tryBegin()).isTrue();
    }

    @Test
    void begin_owned_waitsForTheEndAndKeepsAnInterrupt() {
        world.begin();
        Other other = new Other(world::begin);
        other.awaitBlocked();
        other.interrupt();
        assertThat(other.interrupted).isNotDone();
        world.end();
        assertThat(other.interrupted.join()).isTrue();
        assertThat(world.tryBegin()).isFalse(); // the other's now
        assertThat(world.ownedByMe()).isFalse();
    }

    /** Go's TestRWMutex, as far as it has a counterpart: the one lock of the runtime that is held for long. */
    @Test
    void begin_manyThreads_oneOwnerAtATime() throws InterruptedException {
        int[] counter = {0}; // plain: guarded by ownership
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                for (int round = 0; round < 2_000; round++) {
                    world.begin();
                    counter[0]++;
                    world.end();
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(counter[0]).isEqualTo(16_000);
    }

    @Test
    void awaitRestart_notStopping_returnsAtOnce() {
        world.awaitRestart(worker, clock);
        assertThat(world.stopping()).isFalse();
    }

    @Test
    void awaitRestart_stopping_waitsForTheEndAndKeepsAnInterrupt() {
        world.beginStop(clock, World.MAX_STOP_NANOS);
        Other other = new Other(() -> world.awaitRestart(worker, clock));
        other.awaitBlocked();
        other.interrupt();
        assertThat(other.interrupted).isNotDone();
        world.endStop();
        assertThat(other.interrupted.join()).isTrue();
    }

    @Test
    void awaitRestart_longerThanTheLimit_endsTheStopForAll() {
        AtomicBoolean late = new AtomicBoolean();
        NanoClock leaping = () -> late.getAndSet(true) ? World.MAX_STOP_NANOS : 0;
        world.beginStop(clock, World.MAX_STOP_NANOS);
        world.awaitRestart(worker, leaping); // I4
        assertThat(world.stopping()).isFalse();
    }

    /** As golang/go 10618: a waiter of one stop must not answer for the next one. */
    @Test
    void awaitRestart_nextStopBeginsBeforeItWakesUp_doesNotEndThatOne() {
        world.beginStop(clock, World.MAX_STOP_NANOS);
        Other other = new Other(() -> world.awaitRestart(worker, clock));
        other.awaitBlocked();
        synchronized (world) { // the waiter cannot look in between
            world.endStop();
            world.beginStop(clock, 0); // does not wait for it to have its turn
            clock.pass(World.MAX_STOP_NANOS);
        }
        other.interrupted.join();
        assertThat(world.stopping()).isTrue();
    }

    @Test
    void beginStop_somebodyHasMissedItsTurnForLong_letsItHaveItFirst() throws Exception { // I5
        missTurn();
        clock.pass(World.PATIENCE_NANOS + 1);
        Background<Void> next = new Background<>(() -> {
            world.beginStop(clock, World.MAX_STOP_NANOS);
            return null;
        });
        next.awaitBlocked();
        assertThat(world.stopping()).isFalse();
        world.returned(worker);
        world.returned(worker);
        next.get();
        assertThat(world.stopping()).isTrue();
    }

    @Test
    void beginStop_somebodyHasMissedItsTurnJustNow_doesNotWaitForIt() {
        missTurn();
        clock.pass(World.PATIENCE_NANOS);
        world.beginStop(clock, World.MAX_STOP_NANOS);
        assertThat(world.stopping()).isTrue();
    }

    /** A worker has waited for a restart, and not run since. */
    private void missTurn() {
        world.beginStop(clock, World.MAX_STOP_NANOS);
        Other other = new Other(() -> world.awaitRestart(worker, clock));
        other.awaitBlocked();
        world.endStop();
        other.interrupted.join();
    }

    @Test
    void safePoint_setAndTakenBack_isWhatWordsAskFor() {
        SafePoint safePoint = new SafePoint(processor -> {}, 1, new Pauses());
        world.setSafePoint(safePoint);
        assertThat(world.safePoint()).isSameAs(safePoint);
        world.setSafePoint(null);
        assertThat(world.safePoint()).isNull();
    }
}
