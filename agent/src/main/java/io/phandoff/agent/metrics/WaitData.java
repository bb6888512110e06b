// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import io.phandoff.runtime.WaitSnapshot;

/** How long workers waited for a processor, as JMX shows it: nanoseconds, percentiles off by an eighth at most. */
public final class WaitData {
    private final WaitSnapshot waits;

    WaitData(WaitSnapshot waits) {
        this.waits = waits;
    }

    /** How often a worker waited. */
    public long getCount() {
        return waits.count();
    }

    /** The median, with those that did not wait as 0. */
    public long getP50Nanos() {
        return waits.p50Nanos();
    }

    /** The 90th percentile. */
    public long getP90Nanos() {
        return waits.p90Nanos();
    }

    /** The 99th percentile. */
    public long getP99Nanos() {
        return waits.p99Nanos();
    }

    /** The 99.9th percentile. */
    public long getP999Nanos() {
        return waits.p999Nanos();
    }

    /** The longest. */
    public long getMaxNanos() {
        return waits.maxNanos();
    }
}
