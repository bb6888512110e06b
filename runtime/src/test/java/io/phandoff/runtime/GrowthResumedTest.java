// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What hooks have asked for, or did not, while nothing had an effect, is looked at when something has again. */
class GrowthResumedTest {
    private final Fixture fixture = new Fixture(2, false);
    private final AtomicInteger woken = new AtomicInteger();

    private void starve() {
        Worker first = fixture.running();
        fixture.running();
        fixture.queue.add("task");
        fixture.engine.calls.enterHard(first, CallKind.SLEEP);
        fixture.pool.counts.blockedBegun();
    }

    @Test
    void setMode_onAfterAPoolStarvedUnnoticed_itIsLookedAt() {
        fixture.engine.setMode(Mode.OFF);
        starve();
        assertThat(fixture.pool.growthState.get()).isEqualTo(Pool.CALM);

        fixture.engine.setMode(Mode.ON);

        assertThat(fixture.pool.growthState.get()).isEqualTo(Pool.REQUESTED);
    }

    @Test
    void resume_afterAPassThrough_itIsLookedAt() {
        long generation = fixture.engine.passThroughAsAsked("test");
        starve();

        assertThat(fixture.engine.resume(generation)).isTrue();

        assertThat(fixture.pool.growthState.get()).isEqualTo(Pool.REQUESTED);
    }

    @Test
    void resumed_poolThatWasLeftToTheStarter_wakesIt() {
        fixture.growth.setStarter(woken::incrementAndGet);
        fixture.pool.growthState.set(Pool.COOLDOWN);

        fixture.growth.resumed();

        assertThat(woken).hasValue(1);
    }
}
