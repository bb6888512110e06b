// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.PoolDetails;
import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.StatsSnapshot;

/**
 * Why a pool gets no spare though it could use one: tasks are queued, no worker is idle, some are blocked and processors are
 * unused. Immutable.
 */
final class GrowthFindings {
    private static final int LOOKS = 2;
    /** Of a pool that may grow: it may be about to. */
    private static final int MORE_LOOKS = 3;

    private final int maxTotal;

    /**
     * The findings.
     *
     * @param maxTotal most spares of all pools
     */
    GrowthFindings(int maxTotal) {
        this.maxTotal = maxTotal;
    }

    /** What keeps a pool from growing, null if it lacks nothing. */
    Finding of(PoolSnapshot pool, StatsSnapshot stats) {
        PoolDetails details = pool.details();
        int stuck = blocked(pool) + details.inCall();
        int unused = stats.idle() + stats.inCall() - stats.overcommitted();
        if (!details.needy() || stuck == 0 || unused <= 0) {
            return null;
        }
        String seen = seen(pool, stuck, unused, stats.processors());
        return switch (details.limit()) {
            case OFF -> byRule("growth-off", "growth is switched off", seen, pool, "auto");
            case SCHEDULED -> byRule("scheduled-pool", "a scheduled pool does not grow", seen, pool, "on");
            case BOUNDED_QUEUE ->
                byRule(
                        "bounded-queue",
                        "a pool with a bounded queue does not grow: with spares it would refuse tasks later",
                        seen,
                        pool,
                        "on");
            case ONE_WORKER -> byRule("pool-of-one", "a pool of one does not grow", seen, pool, "on");
            case NO_QUEUE -> null;
            case NONE -> ofGrowing(pool, stats, seen);
        };
    }

    /** As growth counts them: an event loop is meant to wait. */
    private static int blocked(PoolSnapshot pool) {
        return pool.blocked() - pool.details().inEvents();
    }

    private Finding ofGrowing(PoolSnapshot pool, StatsSnapshot stats, String seen) {
        int most = pool.details().maxSpares();
        if (pool.spares() >= most) {
            return new Finding(
                    "cap-per-pool",
                    true,
                    seen + ", has " + most + " spares of at most " + most,
                    key(pool, "grow.max"),
                    LOOKS);
        }
        if (stats.spares() >= maxTotal) {
            return new Finding(
                    "cap-total",
                    true,
                    seen + ", all pools have " + stats.spares() + " spares of at most " + maxTotal,
                    "phandoff.grow.max-total",
                    LOOKS);
        }
        int shared = pool.details().sharedWaits();
        if (shared > 0) {
            return new Finding(
                    "shared-wait",
                    false,
                    seen + ", " + shared + " wait for the same object as others, which spares would do, too",
                    "none (what they wait for is the limit)",
                    MORE_LOOKS);
        }
        // Growth's own condition: a worker in a call that keeps its processor runs, and then a spare needs an idle CPU.
        boolean lacksWorkers = pool.running() == 0 && blocked(pool) > pool.spares();
        return lacksWorkers
                ? new Finding("starved", true, seen + ", and it did not grow", key(pool, "grow.grace"), MORE_LOOKS)
                : null;
    }

    private static Finding byRule(String cause, String rule, String seen, PoolSnapshot pool, String value) {
        return new Finding(cause, false, seen + "; " + rule, key(pool, "grow") + "=" + value, LOOKS);
    }

    private static String key(PoolSnapshot pool, String setting) {
        return "phandoff.pools." + pool.name() + "." + setting;
    }

    private static String seen(PoolSnapshot pool, int stuck, int unused, int processors) {
        String blockedIn = PoolLines.shares(pool.blockedNanos(), CallKind::name);
        return pool.queued() + " tasks queued, " + stuck + " of " + pool.threads() + " workers blocked"
                + (blockedIn.isEmpty() ? "" : " (" + blockedIn + ")")
                + ", none idle, " + Math.min(unused, processors) + " of " + processors + " processors unused";
    }
}
