// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.runtime.StatsSnapshot;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StatsTest {
    private final SamplePools samples = new SamplePools();
    private final Stats stats = new Stats(samples::snapshot, 0);

    @Test
    void update_poolsOfOneName_haveDifferentOnesAndKeepThem() {
        samples.add("exec");
        samples.add("exec");
        stats.update();
        assertThat(stats.pools()).containsOnlyKeys("exec", "exec#2");
        PoolStats second = stats.pools().get("exec#2");
        samples.pools.remove(0);
        stats.update();
        assertThat(stats.pools()).containsOnlyKeys("exec#2").containsEntry("exec#2", second);
        samples.add("exec");
        stats.update();
        assertThat(stats.pools()).containsOnlyKeys("exec", "exec#2").containsEntry("exec#2", second);
    }

    @Test
    void update_morePoolsThanItNames_leavesOutTheLast() {
        for (int i = 0; i < Stats.MOST_POOLS + 5; i++) {
            samples.add("p" + i);
        }
        stats.update();
        assertThat(stats.pools()).hasSize(Stats.MOST_POOLS).doesNotContainKey("p" + Stats.MOST_POOLS);
        samples.pools.remove(0);
        stats.update();
        assertThat(stats.pools()).hasSize(Stats.MOST_POOLS).containsKey("p" + Stats.MOST_POOLS);
    }

    @Test
    void now_poolIsGone_isAsItWasLast() {
        samples.pools.add(SamplePools.pool(1, "exec", 5));
        stats.update();
        PoolStats pool = stats.pools().get("exec");
        samples.pools.set(0, SamplePools.pool(1, "exec", 6));
        assertThat(pool.now().tasks()).isEqualTo(6);
        samples.pools.clear();
        assertThat(pool.now().tasks()).isEqualTo(6);
    }

    @Test
    void now_afterTheEnd_asksTheRuntimeNoMore() {
        samples.add("exec");
        StatsSnapshot before = stats.now();
        stats.end();
        samples.pools.add(null); // to ask for a snapshot fails now
        assertThat(stats.now()).isSameAs(before);
    }

    @Test
    void now_askedOftenInAMoment_takesOneSnapshot() {
        Stats slow = new Stats(samples::snapshot, TimeUnit.HOURS.toNanos(1));
        assertThat(slow.now()).isSameAs(slow.now());
        assertThat(stats.now()).isNotSameAs(stats.now());
    }
}
