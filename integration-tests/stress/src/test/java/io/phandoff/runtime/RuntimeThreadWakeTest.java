// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.stress.Passes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Its thread can be woken by real threads only, so this is no jcstress race: one wake, one step, again and again. */
class RuntimeThreadWakeTest {
    private static final int WAKES = Passes.times(100_000, 3_000_000);
    private static final long LOST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final AtomicLong said = new AtomicLong();
    private final AtomicLong seen = new AtomicLong();
    private volatile Throwable failure;
    private final RuntimeThread thread =
            new RuntimeThread("woken", this::step, System::nanoTime, (t, e) -> failure = e);

    private long step(long now) {
        seen.set(said.get());
        return RuntimeThread.Step.FOREVER;
    }

    @Test
    @Timeout(300)
    void wake_asItFallsAsleep_isNotLost() {
        thread.start();
        for (int wake = 1; wake <= WAKES; wake++) {
            said.set(wake);
            thread.wake();
            awaitSeen(wake);
            for (int i = wake % 64; i > 0; i--) {
                Thread.onSpinWait(); // meet it at different points of its way to sleep
            }
        }
        assertThat(failure).isNull();
    }

    @SuppressWarnings("ThreadPriorityCheck") // the other thread may want this very core
    private void awaitSeen(int wake) {
        long begin = System.nanoTime();
        for (int spins = 0; seen.get() < wake; spins++) {
            if (spins > 1_000) {
                Thread.yield();
                assertThat(System.nanoTime() - begin)
                        .as("wake %d is lost", wake)
                        .isLessThan(LOST_NANOS);
            }
        }
    }
}
