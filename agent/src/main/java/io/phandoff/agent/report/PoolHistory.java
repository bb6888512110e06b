// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.StarvationSnapshot;
import io.phandoff.runtime.StatsSnapshot;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What earlier looks have seen of one pool. Used by one thread; keeps nothing of the program alive. */
final class PoolHistory {
    static final int MIN_RETAKES = 10;
    /** Fewer retakes than that in this time are none to be told of. */
    static final long RETAKES_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Of the time between two looks, to be called starved. */
    private static final int LEAST_SHARE = 10;

    private static final List<String> UNSEEN = List.of("monitor", "waiting", "native", "stalled", "slice");

    private String cause = ""; // of the last look's finding
    private int looks;
    private long since;
    private int spares;
    private long starvedNanos = -1;
    private long uptimeNanos;
    private final long[] retakes = new long[StatsSnapshot.RETAKE_CAUSES.size()];
    private final long[] retakesSince = new long[retakes.length];
    private final long[] retakesSinceNanos = new long[retakes.length];

    /**
     * Of a pool that was not there at the last look.
     *
     * @param lastNanos when that was
     * @param lastWallMillis the same on the wall clock
     */
    PoolHistory(long lastNanos, long lastWallMillis) {
        Arrays.fill(retakesSinceNanos, lastNanos);
        Arrays.fill(retakesSince, lastWallMillis);
    }

    /** Takes what one look has found, or null; whether it was found often enough in a row to be told. */
    boolean confirms(Finding finding, PoolSnapshot pool, long wallMillis) {
        boolean grew = pool.spares() > spares;
        spares = pool.spares();
        if (finding == null || grew || !finding.cause().equals(cause)) {
            cause = finding == null ? "" : finding.cause();
            looks = finding == null ? 0 : 1;
            since = wallMillis;
            return looks > 0 && finding.looks() == 1;
        }
        return ++looks >= finding.looks();
    }

    /** When the finding of the last look was seen first, in milliseconds of the wall clock. */
    long since() {
        return since;
    }

    /** In observe mode: how it was starved since the last look; null if hardly. */
    Finding starved(PoolSnapshot pool, StatsSnapshot stats) {
        StarvationSnapshot starvation = pool.starvation();
        long now = starvation == null ? 0 : starvation.starvedNanos();
        long starved = starvedNanos < 0 ? 0 : now - starvedNanos;
        long elapsed = stats.uptimeNanos() - uptimeNanos;
        starvedNanos = now;
        uptimeNanos = stats.uptimeNanos();
        if (starvation == null || starved * LEAST_SHARE < elapsed || starved == 0) {
            return null;
        }
        String seen = "starved for " + TimeUnit.NANOSECONDS.toMillis(now) + "ms in all: " + tenths(starvation.queued())
                + " tasks queued and " + tenths(starvation.unused())
                + " processors unused meanwhile, workers blocked in "
                + PoolLines.shares(starvation.blockedBy(), StarvationSnapshot::name) + "; growing gives "
                + tenths(starvation.gain()) + " times as many tasks";
        return new Finding("starved", false, seen, "phandoff.mode=on", 1);
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /**
     * Processors that only sysmon has freed, without a hook having told.
     *
     * @param cause an index of {@link StatsSnapshot#RETAKE_CAUSES}
     * @return how many since the last time that this told of some, 0 if too few
     */
    long retaken(int cause, PoolSnapshot pool, long nowNanos, long wallMillis) {
        long count = pool.details().retakes()[cause];
        if (count == retakes[cause] || nowNanos - retakesSinceNanos[cause] > RETAKES_NANOS) {
            forgetRetakes(cause, count, nowNanos, wallMillis);
            return 0;
        }
        long more = count - retakes[cause];
        if (more < MIN_RETAKES || !UNSEEN.contains(StatsSnapshot.RETAKE_CAUSES.get(cause))) {
            return 0;
        }
        retakes[cause] = count;
        retakesSinceNanos[cause] = nowNanos;
        return more;
    }

    private void forgetRetakes(int of, long count, long nowNanos, long wallMillis) {
        retakes[of] = count;
        retakesSince[of] = wallMillis;
        retakesSinceNanos[of] = nowNanos;
    }

    /** A look at which the runtime did nothing: what comes after it is not in a row with what was before. */
    void interrupted(PoolSnapshot pool, StatsSnapshot stats, long nowNanos, long wallMillis) {
        confirms(null, pool, wallMillis);
        starved(pool, stats);
        for (int of = 0; of < retakes.length; of++) {
            forgetRetakes(of, pool.details().retakes()[of], nowNanos, wallMillis);
        }
    }

    /** When the retakes that were told of began. */
    long retakesSince(int cause) {
        return retakesSince[cause];
    }
}
