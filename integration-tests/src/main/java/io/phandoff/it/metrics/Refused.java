// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Has a filter that throws at one of phandoff's meters. Prints which of them are left some time later. */
public final class Refused {
    private static final String NAME = "phandoff.tasks";
    private static final CountDownLatch ASKED = new CountDownLatch(1);

    private Refused() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        Metrics.globalRegistry.config().meterFilter(new Filter());
        System.out.println("asked: " + ASKED.await(20, TimeUnit.SECONDS));
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (left() > 0 && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        System.out.println("left: " + left());
    }

    private static long left() {
        return Metrics.globalRegistry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("phandoff."))
                .count();
    }

    private static final class Filter implements MeterFilter {
        @Override
        public MeterFilterReply accept(Meter.Id id) {
            if (id.getName().equals(NAME)) {
                ASKED.countDown();
                throw new IllegalStateException("not this one");
            }
            return MeterFilterReply.NEUTRAL;
        }
    }
}
