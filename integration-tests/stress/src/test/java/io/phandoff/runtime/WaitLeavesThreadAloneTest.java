// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.stress.Passes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A wait for a processor neither eats the thread's park permit nor leaves one behind (trap T3), and the interrupt status
 * is after it what it would be without it (trap T4). The worker is the test's thread; another one holds the processor
 * and gives it up at different moments of the wait.
 */
@Timeout(300)
class WaitLeavesThreadAloneTest {
    private static final int ROUNDS = Passes.times(2_000, 50_000);
    private static final long LONG = TimeUnit.SECONDS.toNanos(30);

    private final Rig rig = Rig.withRealClock();
    private final Worker worker = new Worker(Thread.currentThread(), rig.waiter.pool);
    private volatile int round;
    private volatile int begun;
    private volatile boolean interrupts;
    private volatile int interrupted;
    private volatile int released;
    private final Thread other = new Thread(this::releaseInEachRound);

    @BeforeEach
    void start() {
        assertThat(rig.scheduler.tryAcquire(rig.holder, 0)).isTrue();
        other.setDaemon(true);
        other.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        round = -1;
        other.join();
    }

    @SuppressWarnings("ThreadPriorityCheck") // the other thread may want this very core
    private void releaseInEachRound() {
        for (int now = round; now >= 0; now = round) { // read once: the end must not be taken for a round
            if (now == begun) {
                Thread.yield();
                continue;
            }
            begun = now;
            // 0: before it waits; odd: about now; even: when it sleeps
            boolean asleep = now % 2 == 0;
            while (asleep && round == now && !sleeps()) {
                Thread.yield();
            }
            if (interrupts) {
                worker.thread.interrupt();
                interrupted = now;
            }
            rig.scheduler.release(rig.holder);
            released = now;
        }
    }

    private boolean sleeps() {
        Thread.State state = worker.thread.getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    /** One wait, after which the other thread's worker holds the processor again. */
    private void waitOnce(int number) {
        round = number;
        assertThat(rig.scheduler.handoff.await(worker, number % 4 < 2, LONG, false))
                .isTrue();
        while (released != number) {
            Thread.onSpinWait(); // the processor came before it was counted as idle, and tryAcquire asks the count
        }
        rig.scheduler.release(worker);
        assertThat(rig.scheduler.tryAcquire(rig.holder, 0)).isTrue();
    }

    @Test
    void await_permitThereBefore_isThereAfterwards() {
        for (int i = 1; i <= ROUNDS; i++) {
            LockSupport.unpark(worker.thread);
            waitOnce(i);
            long begin = System.nanoTime();
            LockSupport.parkNanos(LONG);
            assertThat(System.nanoTime() - begin)
                    .as("the permit was eaten in round %d", i)
                    .isLessThan(LONG);
        }
    }

    @Test
    void await_noPermitBefore_leavesNone() {
        long park = TimeUnit.MICROSECONDS.toNanos(200);
        int early = 0;
        for (int i = 1; i <= ROUNDS; i++) {
            waitOnce(i);
            long begin = System.nanoTime();
            LockSupport.parkNanos(park);
            if (System.nanoTime() - begin < park / 2) {
                early++;
            }
        }
        // park may return for no reason, but hardly ever does
        assertThat(early).as("parks that found a permit").isLessThanOrEqualTo(ROUNDS / 500);
    }

    @Test
    void await_interrupted_statusIsOnAfterwards() {
        interrupts = true;
        for (int i = 1; i <= ROUNDS; i++) {
            waitOnce(i);
            assertThat(interrupted).isEqualTo(i); // before the release, so before the wait could end
            assertThat(Thread.interrupted()).as("status after round %d", i).isTrue();
        }
    }

    @Test
    void await_notInterrupted_statusIsOffAfterwards() {
        for (int i = 1; i <= ROUNDS; i++) {
            waitOnce(i);
            assertThat(Thread.interrupted()).as("status after round %d", i).isFalse();
        }
    }
}
