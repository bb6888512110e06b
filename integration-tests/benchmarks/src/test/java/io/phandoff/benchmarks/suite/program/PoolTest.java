// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class PoolTest {

    @Test
    void managed_forkJoin_moreBlockThanThereAreWorkers() throws Exception {
        int tasks = 4 * Runtime.getRuntime().availableProcessors();
        CountDownLatch allBlocked = new CountDownLatch(tasks);
        ExecutorService pool = Pool.FORK_JOIN.start();
        for (int i = 0; i < tasks; i++) {
            Blocker blocker = Pool.FORK_JOIN.managed(() -> {
                allBlocked.countDown();
                allBlocked.await();
            });
            pool.execute(() -> block(blocker));
        }

        assertThat(allBlocked.await(60, TimeUnit.SECONDS)).isTrue();
        pool.shutdownNow();
    }

    private static void block(Blocker blocker) {
        try {
            blocker.block();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void existsOn_olderJdk_hasNoVirtualThreads() {
        assertThat(Pool.VIRTUAL.existsOn(17)).isFalse();
        assertThat(Pool.VIRTUAL.existsOn(21)).isTrue();
        assertThat(Pool.GO.existsOn(17)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "huge", "-1"})
    void pool_unknown_isRefused(String name) {
        assertThatThrownBy(() -> new Pool(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
