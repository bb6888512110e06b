// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static io.phandoff.it.Runs.assertPrinted;
import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.apps.NestedFutures;
import io.phandoff.it.apps.StarvedReaders;
import io.phandoff.it.pools.JoinChains;
import io.phandoff.it.pools.PoolOfTwo;
import java.util.function.Supplier;

/** Tasks that wait for tasks of their own pool. */
class NestedFutureIT {

    private static final String SHORT_MILLIS = "1500";
    private static final String LONG_MILLIS = "120000";

    @OnEveryJdk
    void nestedFutures_withoutAgent_hang(JavaHome home) throws InterruptedException {
        assertHangs(home, NestedFutures.class);
    }

    @OnEveryJdk
    void nestedFutures_withAgent_end(JavaHome home) throws InterruptedException {
        assertEnds(() -> AgentJvm.on(home).agent(), NestedFutures.class, "nodes=120");
    }

    @OnOneProcessor
    void nestedFutures_withOneProcessor_end(OneProcessor one) throws InterruptedException {
        assertEnds(one::jvm, NestedFutures.class, "nodes=120");
    }

    @OnEveryJdk
    void joinChains_withoutAgent_hang(JavaHome home) throws InterruptedException {
        assertHangs(home, JoinChains.class);
    }

    @OnEveryJdk
    void joinChains_withAgent_end(JavaHome home) throws InterruptedException {
        assertEnds(() -> AgentJvm.on(home).agent(), JoinChains.class, "joined=32");
    }

    @OnOneProcessor
    void joinChains_withOneProcessor_end(OneProcessor one) throws InterruptedException {
        assertEnds(one::jvm, JoinChains.class, "joined=32");
    }

    @OnOneProcessor
    void readers_waitForQueuedWriter_end(OneProcessor one) throws InterruptedException {
        assertPrinted(one.jvm().run(StarvedReaders.class), "sum=2");
    }

    private static void assertHangs(JavaHome home, Class<?> program) throws InterruptedException {
        for (PoolOfTwo pool : PoolOfTwo.values()) {
            JvmRun run = AgentJvm.on(home).run(program, pool.name(), SHORT_MILLIS);
            assertThat(run.out()).as("%s", run).containsExactly("HUNG");
            assertThat(run.exitCode()).isEqualTo(2);
        }
    }

    private static void assertEnds(Supplier<AgentJvm> jvm, Class<?> program, String line) throws InterruptedException {
        for (PoolOfTwo pool : PoolOfTwo.values()) {
            assertPrinted(jvm.get().run(program, pool.name(), LONG_MILLIS), line);
        }
    }
}
