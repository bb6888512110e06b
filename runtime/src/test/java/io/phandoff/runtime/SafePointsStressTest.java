// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** Safe-point functions on processors whose workers pass hooks all the time (SafePoints I1, World I2). */
@Timeout(120)
class SafePointsStressTest {
    private static final int PROCESSORS = 4;
    private static final int OPERATIONS = 3_000;

    private final Live live = new Live(PROCESSORS, false);

    @AfterEach
    void letGo() {
        live.close();
    }

    @RepeatedTest(3)
    void forEach_workersPassHooksAllTheTime_runsExactlyOnceOnEachAndLeavesNoRequest() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        for (int i = 0; i < 2 * PROCESSORS; i++) {
            boolean soft = i % 2 == 0;
            live.worker(worker -> {
                for (int round = 0; !done.get(); round++) {
                    if (soft && round % 64 != 0) {
                        live.soft(worker, w -> {});
                    } else {
                        live.hard(worker, w -> Live.yieldCpu());
                    }
                    if (round % 16 == 0) {
                        live.nextTask(worker);
                    }
                }
            });
        }
        live.outsider(none -> {
            try {
                for (int i = 0; i < OPERATIONS; i++) {
                    AtomicIntegerArray runs = new AtomicIntegerArray(PROCESSORS);
                    live.engine.safePoints.forEach(processor -> runs.getAndIncrement(processor.id()));
                    for (int id = 0; id < PROCESSORS; id++) {
                        assertThat(runs.get(id))
                                .as("operation %d processor %d", i, id)
                                .isEqualTo(1);
                    }
                    live.assertNoRequests();
                }
            } finally {
                done.set(true);
            }
        });
        live.join();
        live.assertQuiet();
    }
}
