// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.runtime.HandoffRuntime;
import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.StatsSnapshot;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Looks at the runtime for {@link Diagnosis}, each second while something happens and less often while nothing does; once a
 * minute if no pool had a task queued at the last look either. One thread.
 */
final class DiagnosisRound {
    private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Logger log;
    private final long intervalNanos;
    private final Diagnosis diagnosis;
    private final Quiet quiet = new Quiet(new RuntimeActivity());
    private long done = -1;
    private boolean queued;

    DiagnosisRound(Logger log, long intervalNanos, int maxTotal) {
        this.log = log;
        this.intervalNanos = intervalNanos;
        diagnosis = new Diagnosis(
                intervalNanos, maxTotal, ZoneId.systemDefault(), System.nanoTime(), System.currentTimeMillis());
    }

    /** Looks, logs what there is to say; how long until the next look, in nanoseconds. */
    long look() {
        if (quiet.leavesOut() && !queued) {
            return Math.min(CALM_NANOS, intervalNanos);
        }
        StatsSnapshot stats = HandoffRuntime.glance();
        for (Diagnosis.Line line : diagnosis.look(stats, System.nanoTime(), System.currentTimeMillis())) {
            if (line.warns()) {
                log.warn(line.text());
            } else {
                log.info(line.text());
            }
        }
        queued = false;
        for (PoolSnapshot pool : stats.pools()) {
            queued |= pool.queued() > 0;
        }
        long before = done;
        done = stats.tasks() + StatsSnapshot.sum(stats.handoffs()) + StatsSnapshot.sum(stats.softCalls());
        return Math.min(done == before ? CALM_NANOS : BUSY_NANOS, intervalNanos);
    }
}
