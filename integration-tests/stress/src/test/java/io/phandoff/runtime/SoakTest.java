// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.stress.Passes;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything at once; seconds in each build, minutes with {@code -Pstress}. */
class SoakTest {
    private static final int WORKERS = 300;
    private static final int SHORT_SECONDS = 5;
    private static final int LONG_SECONDS = 150;

    @ParameterizedTest(name = "strict={0}")
    @ValueSource(booleans = {false, true})
    @Timeout(600)
    void everythingAtOnce_forAWhile_keepsEachPromise(boolean strict) throws InterruptedException {
        long seed = System.nanoTime();
        Soak soak = new Soak(WORKERS, strict, seed);
        Throwable failure = soak.run(Passes.times(SHORT_SECONDS, LONG_SECONDS));
        assertThat(failure).as("seed=%d", seed).isNull();
        System.out.printf(
                "soak strict=%b updates=%d resizes=%d safe-points=%d stops=%d given-up=%d interrupts=%d%n",
                strict,
                soak.updates(),
                soak.resizes.get(),
                soak.safePoints.get(),
                soak.stops.get(),
                soak.givenUp.get(),
                soak.interruptsSent.get());
        assertThat(soak.interruptsSeen()).isEqualTo(soak.interruptsSent.get());
        assertThat(soak.running).hasValue(0);
        assertThat(soak.engine.scheduler.overcommitted).hasValue(0);
        assertThat(soak.flushAll()).as("updates that were flushed").isEqualTo(soak.updates());
        assertThat(soak.resizes.get()).isPositive();
        assertThat(soak.safePoints.get()).isPositive();
        assertThat(soak.stops.get()).isPositive();
    }
}
