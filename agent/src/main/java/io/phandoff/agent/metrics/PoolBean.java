// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.StarvationSnapshot;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Reads the statistics of one pool. Thread-safe. */
final class PoolBean implements PoolMXBean {
    private final PoolStats pool;

    PoolBean(PoolStats pool) {
        this.pool = pool;
    }

    private PoolSnapshot now() {
        return pool.now();
    }

    @Override
    public String getName() {
        return now().name();
    }

    @Override
    public int getSize() {
        return now().size();
    }

    @Override
    public int getThreads() {
        return now().threads();
    }

    @Override
    public int getPeakThreads() {
        return now().peakThreads();
    }

    @Override
    public int getRunning() {
        return now().running();
    }

    @Override
    public int getBlocked() {
        return now().blocked();
    }

    @Override
    public int getIdle() {
        return now().idle();
    }

    @Override
    public int getQueued() {
        return now().queued();
    }

    @Override
    public long getTasks() {
        return now().tasks();
    }

    @Override
    public int getSpares() {
        return now().spares();
    }

    @Override
    public int getMaxSpares() {
        return now().details().maxSpares();
    }

    @Override
    public boolean isGrows() {
        return now().grows();
    }

    @Override
    public String getGrowthLimit() {
        return now().details().limit().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Map<String, Long> getBlockedMillis() {
        return Counters.millisByKind(now().blockedNanos());
    }

    @Override
    public Map<String, Long> getRetakes() {
        return Counters.byCause(now().details().retakes());
    }

    @Override
    public WaitData getWaits() {
        return new WaitData(now().details().waits());
    }

    @Override
    public long getStarvedMillis() {
        StarvationSnapshot starvation = now().starvation();
        return starvation == null ? 0 : TimeUnit.NANOSECONDS.toMillis(starvation.starvedNanos());
    }

    @Override
    public double getGrowingGivesTimes() {
        StarvationSnapshot starvation = now().starvation();
        return starvation == null ? 1 : starvation.gain();
    }
}
