// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.demo;

import io.phandoff.it.AgentJvm;
import io.phandoff.it.JavaHome;
import io.phandoff.it.JvmRun;
import io.phandoff.it.RunningJvm;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Runs the same shop server without and with the agent under the same load and prints both, side by side. */
public final class Demo {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CLIENTS = 64;
    private static final int WARM_UP_SECONDS = 8;
    private static final int SECONDS = 15;

    private final JavaHome home = JavaHome.running();

    private Demo() {}

    private record Figures(
            double requestsPerSecond, double p50Millis, double p99Millis, int peakThreads, JvmRun shop) {}

    /** Runs the demo. */
    public static void main(String[] args) throws InterruptedException {
        new Demo().run();
    }

    private void run() throws InterruptedException {
        System.out.println("Tomcat with 4 request threads, H2 over TCP, a remote service that takes 20 ms; " + CLIENTS
                + " clients in a closed loop, " + home);
        System.out.println("without the agent: " + WARM_UP_SECONDS + " s warm-up, " + SECONDS + " s measured ...");
        Figures without = measure(AgentJvm.on(home));
        System.out.println("with the agent: the same ...");
        Figures with = measure(AgentJvm.on(home).agent().set("phandoff.stats.interval", "5s"));
        System.out.println("\nwhat the agent logged (the last of its reports only):");
        withoutEarlierReports(with.shop().agentLines()).forEach(System.out::println);
        System.out.printf(Locale.ROOT, "%n%-14s %12s %12s %8s%n", "", "without", "with", "ratio");
        print("requests/s", without, with, Figures::requestsPerSecond);
        print("p50 ms", without, with, Figures::p50Millis);
        print("p99 ms", without, with, Figures::p99Millis);
        print("peak threads", without, with, Figures::peakThreads);
    }

    private static List<String> withoutEarlierReports(List<String> log) {
        int last = IntStream.range(0, log.size())
                .filter(i -> log.get(i).contains(" SCHED "))
                .max()
                .orElse(0);
        return IntStream.range(0, log.size())
                .filter(i -> i >= last || !log.get(i).matches(".* INFO (SCHED|pool) .*"))
                .mapToObj(log::get)
                .toList();
    }

    private static void print(String name, Figures without, Figures with, ToDoubleFunction<Figures> figure) {
        double a = figure.applyAsDouble(without);
        double b = figure.applyAsDouble(with);
        System.out.printf(Locale.ROOT, "%-14s %,12.0f %,12.0f %8.2f%n", name, a, b, b / a);
    }

    private Figures measure(AgentJvm shopJvm) throws InterruptedException {
        try (RunningJvm backend = AgentJvm.on(home).wholeClassPath().start(Backend.class)) {
            String url = backend.awaitLine("url=", LIMIT);
            String service = backend.awaitLine("service=", LIMIT);
            try (RunningJvm shop = shopJvm.wholeClassPath().start(Shop.class, url, service)) {
                String port = shop.awaitLine("port=", LIMIT);
                return measure(shop, port);
            }
        }
    }

    private Figures measure(RunningJvm shop, String port) throws InterruptedException {
        String[] arguments = {
            port, Integer.toString(CLIENTS), Integer.toString(WARM_UP_SECONDS), Integer.toString(SECONDS)
        };
        try (RunningJvm load = AgentJvm.on(home).start(Load.class, arguments)) {
            double requests = Double.parseDouble(load.awaitLine("requests=", LIMIT));
            double p50 = Double.parseDouble(load.awaitLine("p50=", LIMIT)) / 1000;
            double p99 = Double.parseDouble(load.awaitLine("p99=", LIMIT)) / 1000;
            shop.endInput();
            int peak = Integer.parseInt(shop.awaitLine("peakThreads=", LIMIT));
            return new Figures(requests / SECONDS, p50, p99, peak, shop.awaitEnd(LIMIT));
        }
    }
}
