// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.phandoff.runtime.token.Processor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Go's tests of stop-the-world, GOMAXPROCS and forEachP against each other and against threads in calls. */
@Timeout(120)
class GoStopTheWorldTest {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(20);

    private final Live live = new Live(3, false);
    private final Engine engine = live.engine;
    private final AtomicBoolean done = new AtomicBoolean();

    @AfterEach
    void letGo() {
        done.set(true);
        live.close();
    }

    /** A worker that does one short task and starts the next of its kind, as Go's perpetuumMobile. */
    private void perpetuumMobile(AtomicInteger alive) {
        live.worker(worker -> {
            live.soft(worker, w -> {});
            live.nextTask(worker);
            if (done.get()) {
                alive.getAndDecrement();
            } else {
                perpetuumMobile(alive);
            }
        });
    }

    /** TestStopTheWorldDeadlock. */
    @Test
    void stop_resizesAndWorkersThatRespawnForever_allFinish() throws InterruptedException {
        AtomicInteger alive = new AtomicInteger(2);
        perpetuumMobile(alive);
        perpetuumMobile(alive);
        AtomicInteger operating = new AtomicInteger(2);
        live.outsider(none -> {
            for (int i = 0; i < 150; i++) {
                assertThat(engine.worldStop.stop(() -> {}, LIMIT)).isNull();
            }
            if (operating.decrementAndGet() == 0) { // who is first must not undo what the last has set
                done.set(true);
            }
        });
        live.outsider(none -> {
            for (int i = 0; i < 150; i++) {
                engine.resizer.resize(2 + i % 3);
            }
            if (operating.decrementAndGet() == 0) {
                done.set(true);
            }
        });
        live.join();
        assertThat(alive).hasValue(0);
        live.assertQuiet();
    }

    /** TestStopTheWorldDeadlock, the operations called by workers. */
    @Test
    void operations_calledByWorkersAllAtOnce_allFinish() throws InterruptedException {
        AtomicInteger inAction = new AtomicInteger();
        for (int i = 0; i < 4; i++) {
            int first = i;
            live.worker(worker -> {
                for (int round = 0; round < 40; round++) {
                    switch ((first + round) % 3) {
                        case 0 ->
                            assertThat(engine.worldStop.stop(
                                            () -> {
                                                assertThat(inAction.incrementAndGet())
                                                        .isEqualTo(1);
                                                inAction.getAndDecrement();
                                            },
                                            LIMIT))
                                    .isNull();
                        case 1 -> engine.resizer.resize(1 + round % 4);
                        default -> engine.safePoints.forEach(processor -> {});
                    }
                    live.soft(worker, w -> {});
                    live.nextTask(worker);
                }
            });
        }
        live.join();
        live.assertQuiet();
    }

    /** TestStopTheWorldDeadlock, what it is for: while the action runs nobody else does. */
    @Test
    void stop_busyWorkers_noneRunsDuringTheAction() throws InterruptedException {
        AtomicIntegerArray running = new AtomicIntegerArray(6);
        for (int i = 0; i < 6; i++) {
            int index = i;
            live.worker(worker -> {
                for (int round = 0; !done.get(); round++) {
                    running.set(index, 1);
                    Live.yieldCpu();
                    running.set(index, 0);
                    if (round % 3 == 0) {
                        live.hard(worker, w -> Live.yieldCpu());
                    } else if (round % 3 == 1) {
                        live.soft(worker, w -> Live.yieldCpu());
                    } else {
                        live.nextTask(worker);
                    }
                }
            });
        }
        live.outsider(none -> {
            try {
                for (int i = 0; i < 60; i++) {
                    assertThat(engine.worldStop.stop(
                                    () -> assertThat(running.toString()).doesNotContain("1"), LIMIT))
                            .isNull();
                    Live.yieldCpu();
                }
            } finally {
                done.set(true);
            }
        });
        live.join();
        live.assertQuiet();
    }

    /** TestLockOSThreadTemplateThreadRace (golang/go 38931): threads come to be, and lock themselves, while the world stops. */
    @Test
    void stop_workersBeginAndExemptThemselvesMeanwhile_nobodyHangs() throws InterruptedException {
        AtomicInteger left = new AtomicInteger(100);
        live.outsider(none -> {
            while (left.get() > 0) {
                assertThat(engine.worldStop.stop(() -> {}, LIMIT)).isNull();
                Live.yieldCpu();
            }
        });
        live.outsider(none -> {
            while (left.getAndDecrement() > 0) {
                CyclicBarrier atOnce = new CyclicBarrier(2);
                CountDownLatch both = new CountDownLatch(2);
                for (int i = 0; i < 2; i++) {
                    live.worker(worker -> {
                        live.hard(worker, w -> atOnce.await());
                        live.exempt(worker);
                        both.countDown();
                    });
                }
                both.await();
            }
        });
        live.join();
        live.assertQuiet();
    }

    /** TestAllThreadsSyscallBlockedSyscall (golang/go 50113, 44193): nobody who is blocked is waited for. */
    @Test
    void operations_workersBlockedInCalls_completeWithoutThem() throws InterruptedException {
        CountDownLatch data = new CountDownLatch(1);
        AtomicInteger blocked = new AtomicInteger();
        live.worker(worker -> live.hard(worker, w -> {
            blocked.getAndIncrement();
            data.await();
        }));
        live.worker(worker -> live.soft(worker, w -> {
            blocked.getAndIncrement();
            data.await();
        }));
        await().until(() -> blocked.get() == 2);
        AtomicInteger runs = new AtomicInteger();
        engine.safePoints.forEach(processor -> runs.getAndIncrement());
        assertThat(runs).hasValue(3);
        assertThat(engine.worldStop.stop(() -> assertThat(data.getCount()).isEqualTo(1), LIMIT))
                .isNull();
        engine.resizer.resize(1);
        engine.resizer.resize(3);
        data.countDown();
        live.join();
        live.assertQuiet();
    }

    /** TestAllThreadsSyscallBlockedSyscall, with a worker blocked where no hook is: it loses its processor. */
    @Test
    void forEach_workerBlockedWhereNoHookIs_completesWithoutIt() throws InterruptedException {
        CountDownLatch data = new CountDownLatch(1);
        Thread thread = live.worker(worker -> data.await());
        await().until(() -> thread.getState() == Thread.State.WAITING);
        AtomicInteger runs = new AtomicInteger();
        engine.safePoints.forEach(processor -> runs.getAndIncrement());
        assertThat(runs).hasValue(3);
        data.countDown();
        live.join();
        live.assertQuiet();
    }

    /**
     * TestFutexsleep stressed with TestGoroutineProfile, which is how golang/go 10618 was reproduced: sleepers without a
     * processor, the number going up to 100 and down, and a function on each.
     */
    @Test
    void forEach_sleepersAndResizesTo100_runsExactlyOnceOnEach() throws InterruptedException {
        for (int i = 0; i < 6; i++) {
            boolean soft = i % 2 == 0;
            live.worker(worker -> {
                while (!done.get()) {
                    if (soft) {
                        live.soft(worker, w -> TimeUnit.MICROSECONDS.sleep(50));
                    } else {
                        live.hard(worker, w -> TimeUnit.MICROSECONDS.sleep(50));
                    }
                }
            });
        }
        live.outsider(none -> {
            for (int i = 0; !done.get(); i++) {
                engine.resizer.resize(i % 2 == 0 ? 100 : 1 + i % 5);
                Live.yieldCpu();
            }
        });
        live.outsider(none -> {
            try {
                for (int i = 0; i < 300; i++) {
                    AtomicIntegerArray runs = new AtomicIntegerArray(100);
                    AtomicInteger all = new AtomicInteger();
                    engine.safePoints.forEach(processor -> {
                        assertThat(Processor.status(processor.state())).isGreaterThanOrEqualTo(Processor.STOPPED);
                        all.getAndIncrement();
                        assertThat(runs.incrementAndGet(processor.id())).isEqualTo(1);
                    });
                    assertThat(all.get()).isBetween(1, 100);
                }
            } finally {
                done.set(true);
            }
        });
        live.join();
        live.assertQuiet();
    }
}
