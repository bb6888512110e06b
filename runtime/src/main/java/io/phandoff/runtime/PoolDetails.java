// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

/**
 * More of one pool at one moment, for who wants to know why it is as it is.
 *
 * @param id tells apart pools of one name; more than 0, never used again
 * @param limit the rule by which it does not grow
 * @param maxSpares most spares that it may have
 * @param needy whether tasks are queued and no idle worker will take them
 * @param inCall workers in a call that keeps their processor tied
 * @param inEvents workers blocked in accept or select, for which no pool grows: an event loop is meant to wait there
 * @param sharedWaits workers that waited for an object that enough others wait for, in growth's last look
 * @param retakes processors that sysmon took from its workers, in the order of {@link StatsSnapshot#RETAKE_CAUSES}
 * @param waits how long its workers waited for a processor
 */
@SuppressWarnings("ArrayRecordComponent") // a fresh array each time; nobody compares snapshots
public record PoolDetails(
        long id,
        GrowthLimit limit,
        int maxSpares,
        boolean needy,
        int inCall,
        int inEvents,
        int sharedWaits,
        long[] retakes,
        WaitSnapshot waits) {}
