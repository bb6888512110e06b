// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.metrics;

import io.micrometer.core.instrument.Meter;
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
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

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
        while (!has(simple, "phandoff.pool.tasks") && System.nanoTime() < until) {
            rounds.run();
        }
        rounds.run();
        Thread.sleep(200); // values are a tenth of a second old at most
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
        while (has(simple, "phandoff.pool.tasks") && System.nanoTime() < until) {
            System.gc();
            Thread.sleep(20);
        }
        System.out.println("pool left: " + has(simple, "phandoff.pool.tasks") + " "
                + prometheus.scrape().contains("phandoff_pool_"));
        System.out.println("runtime left: " + has(simple, "phandoff.tasks"));
    }

    private static boolean has(SimpleMeterRegistry registry, String name) {
        return registry.find(name).meter() != null;
    }
}
