// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolTableTest {
    private final Fixture fixture = new Fixture(2, false);
    private final PoolTable table = new PoolTable();

    private Pool make(Object executor) {
        return table.getOrMake(
                executor,
                key -> new Pool(
                        "p",
                        key,
                        PoolDriver.NONE,
                        PoolSettings.of(fixture.engine.scheduler.config),
                        Thread.currentThread(),
                        true,
                        fixture.engine.sparesInAllPools));
    }

    @Test
    void get_manyExecutors_findsEach() {
        List<Object> executors = new ArrayList<>();
        List<Pool> pools = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Object executor = new Object();
            executors.add(executor);
            pools.add(make(executor));
        }
        for (int i = 0; i < 300; i++) {
            assertThat(table.get(executors.get(i))).isSameAs(pools.get(i));
            assertThat(make(executors.get(i))).isSameAs(pools.get(i));
        }
        assertThat(table.get(new Object())).isNull();
    }

    @Test
    void all_executorCollected_forgetsItsPool() {
        Object kept = new Object();
        make(kept);
        make(new Object());
        await().untilAsserted(() -> {
            System.gc();
            assertThat(table.all()).hasSize(1);
        });
        assertThat(table.get(kept)).isNotNull();
    }
}
