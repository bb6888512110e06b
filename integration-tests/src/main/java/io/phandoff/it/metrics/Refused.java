// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Has a filter that throws at one of phandoff's meters, or, if those of the runtime have come before the filter, at one of a pool that
 * comes after it. Prints how many of them are left some time later.
 */
public final class Refused {
    private static final Set<String> NAMES = Set.of("phandoff.tasks", "phandoff.pool.tasks");
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final CountDownLatch ASKED = new CountDownLatch(1);

    private Refused() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        Metrics.globalRegistry.config().meterFilter(new Filter());
        Rounds rounds = new Rounds();
        rounds.run();
        System.out.println("asked: " + ASKED.await(LIMIT_NANOS, TimeUnit.NANOSECONDS));
        long until = System.nanoTime() + LIMIT_NANOS;
        while (left() > 0 && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        System.out.println("left: " + left());
        rounds.end();
    }

    private static long left() {
        return Metrics.globalRegistry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("phandoff."))
                .count();
    }

    private static final class Filter implements MeterFilter {
        @Override
        public MeterFilterReply accept(Meter.Id id) {
            if (NAMES.contains(id.getName())) {
                ASKED.countDown();
                throw new IllegalStateException("not this one");
            }
            return MeterFilterReply.NEUTRAL;
        }
    }
}
