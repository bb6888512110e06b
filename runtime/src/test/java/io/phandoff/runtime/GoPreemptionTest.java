// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Go's tests that nobody keeps a processor for ever: hogs, loops of calls, timers. One processor, strict. */
@Timeout(120)
class GoPreemptionTest {
    private final Live live = new Live(1, true, Fixture.MS);
    private final AtomicBoolean done = new AtomicBoolean();

    @AfterEach
    void letGo() {
        done.set(true);
        live.close();
    }

    private long retakesFromHogs() {
        return live.engine.sysmon.retakes(Sysmon.SLICE) + live.engine.sysmon.retakes(Sysmon.STALLED);
    }

    /** TestPreemption and TestAsyncPreempt: two hogs without a hook wait for each other, turn by turn. */
    @Test
    void hogs_onOneProcessor_alternate() throws InterruptedException {
        AtomicInteger turn = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            int parity = i;
            live.worker(worker -> {
                while (!done.get()) {
                    if (turn.get() % 2 != parity) {
                        Live.yieldCpu();
                        continue;
                    }
                    // a wait ends after 100 ms without a retake too: again, should sysmon have been set aside for
                    // longer
                    if (turn.incrementAndGet() >= 10 && retakesFromHogs() > 0) {
                        done.set(true);
                    }
                    live.hard(worker, w -> {}); // the robbed one must get one again
                }
            });
        }
        live.join();
        assertThat(turn).hasValueGreaterThanOrEqualTo(10);
        assertThat(retakesFromHogs()).isPositive();
        live.assertQuiet();
    }

    /** TestPreemptionGC: what needs every processor gets those of hogs too. */
    @Test
    void forEach_hogs_completesAgainAndAgain() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            live.worker(worker -> {
                while (!done.get()) {
                    Live.burn(Fixture.MS / 10);
                }
            });
        }
        AtomicInteger runs = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            live.engine.safePoints.forEach(processor -> runs.getAndIncrement());
        }
        live.engine.resizer.resize(4);
        live.engine.resizer.resize(1);
        done.set(true);
        assertThat(runs).hasValue(10);
        live.join();
        live.assertQuiet();
    }

    /** TestGCFairness and TestGCFairness2: workers that only call, or only sleep, make progress while functions are run. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void workers_callOrSleepWhileFunctionsRun_allMakeProgress(boolean sleep) throws InterruptedException {
        AtomicInteger finished = new AtomicInteger();
        for (int i = 0; i < 4; i++) {
            live.worker(worker -> {
                for (int round = 0; round < 50; round++) {
                    if (sleep) {
                        live.hard(worker, w -> TimeUnit.MICROSECONDS.sleep(20));
                    } else {
                        live.soft(worker, w -> Live.yieldCpu());
                    }
                }
                finished.getAndIncrement();
            });
        }
        live.outsider(none -> {
            while (finished.get() < 4) {
                live.engine.safePoints.forEach(processor -> {});
                Live.yieldCpu();
            }
        });
        live.join();
        assertThat(finished).hasValue(4);
        live.assertQuiet();
    }

    /** TestTimerFairness (hard calls) and TestTimerFairness2 (a soft call an iteration): a sleeper comes back. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sleeper_othersKeepTheProcessorBusy_comesBack(boolean softCalls) throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            live.worker(worker -> {
                while (!done.get()) {
                    if (softCalls) {
                        live.soft(worker, w -> {});
                    } else {
                        live.hard(worker, w -> {});
                    }
                }
            });
        }
        live.worker(worker -> {
            for (int i = 0; i < 3; i++) {
                live.hard(worker, w -> TimeUnit.MILLISECONDS.sleep(20)); // the timer of the Go test
            }
            done.set(true);
        });
        live.join();
        live.assertQuiet();
    }

    /** TestPreemptionAfterSyscall: calls that burn the CPU, one after the other, do not keep the others out. */
    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1000})
    void workers_inCallsThatBurnCpu_allStartAndStop(int micros) throws InterruptedException {
        live.engine.resizer.resize(2);
        int workers = 8;
        AtomicInteger started = new AtomicInteger();
        for (int i = 0; i < workers; i++) {
            live.worker(worker -> {
                boolean first = true;
                while (started.get() < workers) {
                    live.soft(worker, w -> Live.burn(TimeUnit.MICROSECONDS.toNanos(micros)));
                    if (first) {
                        first = false;
                        started.getAndIncrement();
                    }
                }
            });
        }
        live.join();
        assertThat(started).hasValue(workers);
        live.assertQuiet();
    }
}
