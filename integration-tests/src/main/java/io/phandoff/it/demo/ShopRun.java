// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.demo;

import io.phandoff.it.AgentJvm;
import io.phandoff.it.JavaHome;
import io.phandoff.it.JvmRun;
import io.phandoff.it.RunningJvm;
import io.phandoff.it.bench.ProcessUse;
import java.time.Duration;

/**
 * One run of the shop under load: three JVMs on the loopback.
 *
 * @param requestsPerSecond requests answered a second
 * @param p50Millis of a request, as its client sees it
 * @param p99Millis as well
 * @param p999Millis as well
 * @param peakThreads most threads that the shop's JVM had
 * @param cpuMicrosPerRequest CPU time of the request threads alone
 * @param use of the shop's whole process
 * @param shop what its JVM printed
 */
public record ShopRun(
        double requestsPerSecond,
        double p50Millis,
        double p99Millis,
        double p999Millis,
        int peakThreads,
        double cpuMicrosPerRequest,
        Use use,
        JvmRun shop) {

    /** Requests in flight. */
    public static final int CLIENTS = 64;

    /**
     * What the shop's process used while it was measured.
     *
     * @param cpuSeconds CPU time
     * @param switches context switches
     * @param peakResidentMb from its start on
     */
    public record Use(double cpuSeconds, double switches, double peakResidentMb) {}

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /**
     * Starts all three, measures, stops them.
     *
     * @param shopJvm the JVM of the server
     * @param requestThreads size of its pool
     */
    public static ShopRun measure(JavaHome home, AgentJvm shopJvm, int requestThreads, int warmUpSeconds, int seconds)
            throws InterruptedException {
        try (RunningJvm backend = AgentJvm.on(home).wholeClassPath().start(Backend.class)) {
            String url = backend.awaitLine("url=", LIMIT);
            String service = backend.awaitLine("service=", LIMIT);
            try (RunningJvm shop =
                    shopJvm.wholeClassPath().start(Shop.class, url, service, Integer.toString(requestThreads))) {
                String port = shop.awaitLine("port=", LIMIT);
                return measure(home, shop, port, warmUpSeconds, seconds);
            }
        }
    }

    private static long requestCpuMicros(RunningJvm shop) throws InterruptedException {
        shop.send("cpu");
        return Long.parseLong(shop.awaitLine("requestCpuMicros=", LIMIT));
    }

    private static ShopRun measure(JavaHome home, RunningJvm shop, String port, int warmUpSeconds, int seconds)
            throws InterruptedException {
        String[] arguments = {
            port, Integer.toString(CLIENTS), Integer.toString(warmUpSeconds), Integer.toString(seconds)
        };
        try (RunningJvm load = AgentJvm.on(home).start(Load.class, arguments)) {
            load.awaitLine("measuring=", LIMIT);
            ProcessUse process = ProcessUse.of(shop.pid());
            double allCpuBefore = process.cpuSeconds();
            ProcessUse.Switches switchesBefore = process.switches();
            long cpuBefore = requestCpuMicros(shop);
            double requests = Double.parseDouble(load.awaitLine("requests=", LIMIT));
            double allCpu = process.cpuSeconds() - allCpuBefore;
            double switches = process.switches().since(switchesBefore);
            Use use = new Use(allCpu, switches, process.peakResidentMb());
            double p50 = Double.parseDouble(load.awaitLine("p50=", LIMIT)) / 1000;
            double p99 = Double.parseDouble(load.awaitLine("p99=", LIMIT)) / 1000;
            double p999 = Double.parseDouble(load.awaitLine("p99.9=", LIMIT)) / 1000;
            double cpu = requestCpuMicros(shop) - cpuBefore;
            shop.endInput();
            int peak = Integer.parseInt(shop.awaitLine("peakThreads=", LIMIT));
            return new ShopRun(requests / seconds, p50, p99, p999, peak, cpu / requests, use, shop.awaitEnd(LIMIT));
        }
    }
}
