// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OriginTest {
    private final Birth.Origin origin = new Birth.Origin(Thread.currentThread());
    private final AtomicInteger runs = new AtomicInteger();

    private boolean runs() throws Throwable {
        return origin.run(() -> runs.incrementAndGet() > 0);
    }

    @Test
    void run_aWorkerKeepsTheContext_runs() throws Throwable {
        CallerContext kept = origin.context();
        System.gc();
        assertThat(runs()).isTrue();
        assertThat(origin.context()).isSameAs(kept);
    }

    /** Else a pool that is gone would keep the classes of its program. */
    @Test
    void run_noWorkerKeepsIt_itIsForgottenAndNothingRuns() {
        assertThat(origin.context()).isNotNull();
        await().until(this::isForgotten);
    }

    private boolean isForgotten() throws Exception {
        System.gc();
        try {
            return !runs();
        } catch (Throwable e) {
            throw new IllegalStateException("unexpected", e);
        }
    }
}
