// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import io.phandoff.runtime.HandoffRuntime;
import io.phandoff.runtime.ProcessorSnapshot;
import io.phandoff.runtime.RuntimeConfig;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the processors now and then: soft calls tell nobody of themselves, so that is how the time spent in them is known. The
 * more processors, the less often; never while nobody records that. Used by one thread.
 */
final class ProcessorSamples {
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int AT_FULL_RATE = 8;
    private static final int IN_CALL = ProcessorSnapshot.STATUSES.indexOf("in-call");

    private byte[] statuses = {};
    private boolean enabled;
    private long next = Long.MIN_VALUE;

    /** Writes an event for each processor whose status the recorded runs do not tell. */
    void write(long now, boolean runsAreLost) {
        enabled = new ProcessorSampleEvent().isEnabled();
        if (!enabled || (next != Long.MIN_VALUE && now - next < 0)) {
            return;
        }
        if (statuses.length == 0) {
            statuses = new byte[RuntimeConfig.MAX_PROCESSORS];
        }
        int count = HandoffRuntime.statuses(statuses);
        long interval = INTERVAL_NANOS * Math.max(1, count / AT_FULL_RATE);
        next = now + interval;
        for (int id = 0; id < count; id++) {
            if (runsAreLost || statuses[id] >= IN_CALL) {
                write(id, statuses[id], interval);
            }
        }
    }

    /** Whether somebody recorded them at the last time. */
    boolean enabled() {
        return enabled;
    }

    private static void write(int id, byte status, long interval) {
        ProcessorSampleEvent event = new ProcessorSampleEvent();
        event.processor = id;
        event.status = ProcessorSnapshot.STATUSES.get(status);
        event.interval = interval;
        event.commit();
    }
}
