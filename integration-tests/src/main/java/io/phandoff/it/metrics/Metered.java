// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;

/**
 * Has Micrometer with two registries and works. Prints what the registries have of phandoff, Prometheus' as it is scraped, and
 * whether meters of a pool that is gone are gone. With the argument {@code none} it expects nothing.
 */
public final class Metered {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private Metered() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        SimpleMeterRegistry simple = new SimpleMeterRegistry();
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Metrics.addRegistry(simple);
        Metrics.addRegistry(prometheus);
        boolean none = args.length > 0 && args[0].equals("none");
        Rounds rounds = new Rounds();
        long until = System.nanoTime() + (none ? TimeUnit.SECONDS.toNanos(4) : LIMIT_NANOS);
        while (!(hasAll(simple) && hasAll(prometheus)) && System.nanoTime() < until) {
            rounds.run();
        }
        rounds.run();
        do {
            Thread.sleep(200); // values are a tenth of a second old at most
        } while (!none && size(simple) != 2 && System.nanoTime() < until); // a spare counts before its thread runs
        for (Meter meter : simple.getMeters()) {
            if (meter.getId().getName().startsWith("phandoff.")) {
                System.out.println(
                        "simple " + meter.getId().getName() + meter.getId().getTags() + " "
                                + meter.measure().iterator().next().getValue());
            }
        }
        prometheus.scrape().lines().filter(line -> line.contains("phandoff_")).forEach(System.out::println);
        rounds.end();
        rounds = null; // or it could not be collected
        until = System.nanoTime() + LIMIT_NANOS;
        while ((hasAny(simple) || hasAny(prometheus)) && System.nanoTime() < until) {
            System.gc();
            Thread.sleep(20);
        }
        System.out.println(
                "pool left: " + hasAny(simple) + " " + prometheus.scrape().contains("phandoff_pool_"));
        System.out.println("runtime left: " + (simple.find("phandoff.tasks").meter() != null));
    }

    /** Whether it has the meter of a pool that comes last. */
    private static boolean hasAll(MeterRegistry registry) {
        return registry.find("phandoff.pool.wait").tag("quantile", "0.999").meter() != null;
    }

    private static boolean hasAny(MeterRegistry registry) {
        return registry.getMeters().stream()
                .anyMatch(meter -> meter.getId().getName().startsWith("phandoff.pool."));
    }

    private static double size(MeterRegistry registry) {
        return registry.get("phandoff.pool.size").gauge().value();
    }
}
