// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/**
 * TestTraceStress and TestTraceStressStartStop: everything at once, and the history is legal: each processor has one owner
 * at every moment. Shown by plain counters stored with processors: two owners, or one that was not handed on with all it
 * wrote (golang/go 63384, 27660), lose increments; a value that is lost or flushed twice (golang/go 45716) changes the sum.
 */
@Timeout(120)
class GoHistoryTest {
    private final Live live = new Live(3, false, Fixture.MS);
    private final Engine engine = live.engine;
    private final AtomicLong flushed = new AtomicLong();
    private final LocalKey<long[]> key = new LocalKey<>(() -> new long[1], value -> {
        flushed.getAndAdd(value[0]);
        value[0] = Long.MIN_VALUE / 4; // flushed twice, or used after it: the sum shows it
    });
    private final AtomicLong expected = new AtomicLong();
    private final AtomicBoolean done = new AtomicBoolean();

    @AfterEach
    void letGo() {
        done.set(true);
        live.close();
    }

    @RepeatedTest(2)
    void counters_everythingAtOnce_sumIsExact() throws InterruptedException {
        for (int i = 0; i < 8; i++) {
            int kind = i;
            live.worker(worker -> work(worker, kind));
        }
        live.outsider(none -> {
            for (int i = 0; !done.get(); i++) {
                engine.resizer.resize(1 + i % 6);
                TimeUnit.MICROSECONDS.sleep(200);
            }
        });
        live.outsider(none -> {
            while (!done.get()) {
                engine.safePoints.forEach(processor -> {
                    key.of(processor)[0]++;
                    expected.getAndIncrement();
                });
                engine.safePoints.forMost(processor -> {
                    key.of(processor)[0]++;
                    expected.getAndIncrement();
                });
                Snapshots.of(engine);
                TimeUnit.MICROSECONDS.sleep(100);
            }
        });
        live.outsider(none -> {
            while (!done.get()) {
                engine.worldStop.stop(() -> {}, Fixture.MS); // may give up: one worker computes
                TimeUnit.MILLISECONDS.sleep(1);
            }
        });
        TimeUnit.MILLISECONDS.sleep(700); // the length of the stress
        done.set(true);
        live.join();
        engine.safePoints.forEach(processor -> flushed.getAndAdd(key.of(processor)[0]));
        assertThat(flushed).hasValue(expected.get());
        live.assertQuiet();
    }

    private void work(Worker worker, int kind) throws Throwable {
        long mine = 0;
        for (int round = 0; !done.get(); round++) {
            long[] value = key.ofHeld(worker);
            if (value != null) {
                value[0]++;
                mine++;
            }
            switch (kind == 7 ? 4 : (kind + round) % 4) {
                case 0 -> live.hard(worker, w -> Live.yieldCpu());
                case 1 -> live.nextTask(worker);
                case 4 -> Live.burn(Fixture.MS / 50);
                default -> live.soft(worker, w -> {});
            }
            if (kind == 7 && round % 500 == 0) { // the hog is robbed again and again
                live.hard(worker, w -> {});
            }
        }
        expected.getAndAdd(mine);
    }
}
