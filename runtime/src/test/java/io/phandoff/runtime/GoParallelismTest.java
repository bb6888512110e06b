// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.runtime.token.Processor;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Go's tests that all processors run at once and that whoever yields comes back. */
@Timeout(120)
class GoParallelismTest {
    private Live live;

    private Live live(int processors) {
        live = new Live(processors, true);
        return live;
    }

    @AfterEach
    void letGo() {
        live.close();
    }

    /** TestGoroutineParallelism and TestGoroutineParallelism2: a lost wake-up leaves one out, and the others spin for ever. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void workers_asManyAsProcessors_handACounterRoundWithoutBlocking(boolean load) throws InterruptedException {
        int n = 4;
        int rounds = 10;
        live(n);
        AtomicInteger counter = new AtomicInteger();
        CyclicBarrier barrier = new CyclicBarrier(n);
        Set<String> holders = new ConcurrentSkipListSet<>();
        for (int i = 0; i < n; i++) {
            int index = i;
            live.worker(worker -> {
                for (int round = 0; round < rounds; round++) {
                    if (load) {
                        for (int j = 0; j < 5; j++) { // leaves everybody parking
                            live.hard(worker, w -> barrier.await());
                        }
                    }
                    holders.add(round + " " + Live.processorOf(worker));
                    int base = 3 * n * round;
                    for (int turn = 0; turn < 3; turn++) {
                        while (counter.get() != base + turn * n + index) {
                            Live.yieldCpu(); // without a hook: it keeps its processor
                        }
                        counter.getAndIncrement();
                    }
                }
            });
        }
        live.join();
        assertThat(counter).hasValue(3 * n * rounds);
        Set<String> expected = new TreeSet<>();
        for (int round = 0; round < rounds; round++) {
            for (int id = 0; id < n; id++) {
                expected.add(round + " " + id);
            }
        }
        expected.retainAll(holders);
        assertThat(expected).hasSizeGreaterThan(rounds * n / 2); // sysmon may rob one that the kernel left waiting
        live.assertQuiet();
    }

    /** TestYieldProgress and TestYieldLockedProgress. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void worker_yieldsInALoopOnOneProcessor_isReachedByAMessage(boolean locked) throws InterruptedException {
        live(1);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicBoolean acknowledged = new AtomicBoolean();
        live.worker(worker -> {
            if (locked) {
                live.exempt(worker);
            }
            while (!stop.get()) {
                live.nextTask(worker);
                live.soft(worker, w -> Live.yieldCpu());
            }
            acknowledged.set(true);
        });
        live.worker(worker -> {
            live.soft(worker, w -> {});
            stop.set(true);
            while (!acknowledged.get()) {
                live.hard(worker, w -> Live.yieldCpu());
            }
        });
        live.join();
        live.assertQuiet();
    }

    /** TestYieldLocked and TestBlockLocked: a thread of its own sends, a worker receives all. */
    @Test
    void exemptWorker_sendsThroughBlockingCalls_receiverGetsAll() throws InterruptedException {
        live(1);
        SynchronousQueue<Integer> channel = new SynchronousQueue<>();
        AtomicInteger sum = new AtomicInteger();
        live.worker(worker -> {
            live.exempt(worker);
            for (int i = 1; i <= 500; i++) {
                int value = i;
                live.hard(worker, w -> channel.put(value));
                assertThat(worker.holdingOpaque()).isZero();
            }
        });
        live.worker(worker -> {
            for (int i = 1; i <= 500; i++) {
                live.hard(worker, w -> sum.getAndAdd(channel.take()));
            }
        });
        live.join();
        assertThat(sum).hasValue(500 * 501 / 2);
        live.assertQuiet();
    }

    /** TestBigGOMAXPROCS: 1,024 at the start, and there and back. */
    @Test
    void engine_with1024Processors_worksThereAndBack() throws InterruptedException {
        live(RuntimeConfig.MAX_PROCESSORS);
        for (int i = 0; i < 4; i++) {
            live.worker(worker -> {
                for (int round = 0; round < 200; round++) {
                    live.hard(worker, w -> Live.yieldCpu());
                    live.nextTask(worker);
                }
            });
        }
        AtomicInteger runs = new AtomicInteger();
        live.engine.safePoints.forEach(processor -> runs.getAndIncrement());
        assertThat(runs).hasValue(RuntimeConfig.MAX_PROCESSORS);
        live.engine.resizer.resize(1);
        live.engine.resizer.resize(RuntimeConfig.MAX_PROCESSORS);
        live.join();
        live.assertQuiet();
    }

    /** TestGetgThreadSwitch: what a worker holds must be asked for again after each call. */
    @Test
    void hardCall_anotherTakesTheProcessorMeanwhile_workerHoldsAnotherAfterIt() throws InterruptedException {
        live(2);
        live.worker(worker -> {
            int before = Live.processorOf(worker);
            Processor old = live.engine.scheduler.processors.get(before);
            live.hard(worker, w -> assertThat(live.engine.scheduler.processors.acquire(old))
                    .isNotNegative());
            assertThat(Live.processorOf(worker)).isEqualTo(1 - before);
            assertThat(worker.storage.processor()).isEqualTo(1 - before);
            live.engine.scheduler.processors.release(old, Processor.tick(old.state()));
        });
        live.join();
        live.assertQuiet();
    }
}
