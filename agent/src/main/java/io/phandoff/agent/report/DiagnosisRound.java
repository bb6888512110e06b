// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.runtime.HandoffRuntime;
import io.phandoff.runtime.StatsSnapshot;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** Looks at the runtime for {@link Diagnosis}, each second while something happens and less often while nothing does. One thread. */
final class DiagnosisRound {
    private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Logger log;
    private final long intervalNanos;
    private final Diagnosis diagnosis;
    private long done = -1;

    DiagnosisRound(Logger log, long intervalNanos, int maxTotal) {
        this.log = log;
        this.intervalNanos = intervalNanos;
        diagnosis = new Diagnosis(
                intervalNanos, maxTotal, ZoneId.systemDefault(), System.nanoTime(), System.currentTimeMillis());
    }

    /** Looks, logs what there is to say; how long until the next look, in nanoseconds. */
    long look() {
        StatsSnapshot stats = HandoffRuntime.glance();
        for (Diagnosis.Line line : diagnosis.look(stats, System.nanoTime(), System.currentTimeMillis())) {
            if (line.warns()) {
                log.warn(line.text());
            } else {
                log.info(line.text());
            }
        }
        long before = done;
        done = stats.tasks() + StatsSnapshot.sum(stats.handoffs()) + StatsSnapshot.sum(stats.softCalls());
        return Math.min(done == before ? CALM_NANOS : BUSY_NANOS, intervalNanos);
    }
}
