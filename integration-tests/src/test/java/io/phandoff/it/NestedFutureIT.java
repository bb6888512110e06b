// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static io.phandoff.it.Runs.assertPrinted;
import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.apps.NestedFutures;
import io.phandoff.it.apps.StarvedReaders;

/** Tasks that wait for tasks of their own pool. */
class NestedFutureIT {

    private static final String SHORT_MILLIS = "1500";
    private static final String LONG_MILLIS = "120000";

    @OnEveryJdk
    void nestedFutures_withoutAgent_hang(JavaHome home) throws InterruptedException {
        JvmRun run = AgentJvm.on(home).run(NestedFutures.class, SHORT_MILLIS);
        assertThat(run.out()).as("%s", run).containsExactly("HUNG");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @OnEveryJdk
    void nestedFutures_withAgent_end(JavaHome home) throws InterruptedException {
        assertPrinted(AgentJvm.on(home).agent().run(NestedFutures.class, LONG_MILLIS), "nodes=120");
    }

    @OnOneProcessor
    void nestedFutures_withOneProcessor_end(OneProcessor one) throws InterruptedException {
        assertPrinted(one.jvm().run(NestedFutures.class, LONG_MILLIS), "nodes=120");
    }

    @OnOneProcessor
    void readers_waitForQueuedWriter_end(OneProcessor one) throws InterruptedException {
        assertPrinted(one.jvm().run(StarvedReaders.class), "sum=2");
    }
}
