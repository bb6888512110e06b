// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.util.List;

/**
 * A processor at one moment. Counters count from the start of the runtime; they are gathered by a safe-point function, so
 * what a worker has done that did not come by lately is missing until the next time.
 *
 * @param id its index
 * @param status one of {@link #STATUSES}
 * @param tick how many holdings have ended
 * @param tasks tasks begun on it
 * @param handoffs how often it was handed off at the begin of a call
 */
public record ProcessorSnapshot(int id, String status, long tick, long tasks, long handoffs) {
    /** The names of the statuses, by number. */
    public static final List<String> STATUSES = List.of("idle", "running", "in-call", "stopped", "seized", "dead");
}
