// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.demo;

import io.phandoff.it.AgentJvm;
import io.phandoff.it.JavaHome;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Runs the same shop server without the agent, observed by it and with it, under the same load, and prints all three side
 * by side; what the observing agent says of growing can be held against what it gave.
 */
public final class Demo {

    private static final int REQUEST_THREADS = 4;
    private static final int WARM_UP_SECONDS = 8;
    private static final int SECONDS = 15;

    private final JavaHome home = JavaHome.running();

    private Demo() {}

    /** Runs the demo. */
    public static void main(String[] args) throws InterruptedException {
        new Demo().run();
    }

    private void run() throws InterruptedException {
        System.out.println(
                "Tomcat with " + REQUEST_THREADS + " request threads, H2 over TCP, a remote service that takes 20 ms; "
                        + ShopRun.CLIENTS + " clients in a closed loop, " + home);
        System.out.println("without the agent: " + WARM_UP_SECONDS + " s warm-up, " + SECONDS + " s measured ...");
        ShopRun without = measure(AgentJvm.on(home));
        System.out.println("observed by the agent: the same ...");
        ShopRun observed = measure(agent().set("phandoff.mode", "observe"));
        System.out.println("with the agent: the same ...");
        ShopRun with = measure(agent());
        System.out.println("\nwhat the observing agent logged of the starved pool, at the end:");
        observed.shop().agentLines().stream()
                .filter(line -> line.contains(" starved "))
                .reduce((first, second) -> second)
                .ifPresent(System.out::println);
        System.out.println("\nwhat the agent logged (the last of its reports only):");
        withoutEarlierReports(with.shop().agentLines()).forEach(System.out::println);
        System.out.printf(
                Locale.ROOT, "%n%-14s %12s %12s %12s %8s%n", "", "without", "observed", "with", "with/without");
        print("requests/s", ShopRun::requestsPerSecond, without, observed, with);
        print("p50 ms", ShopRun::p50Millis, without, observed, with);
        print("p99 ms", ShopRun::p99Millis, without, observed, with);
        print("peak threads", ShopRun::peakThreads, without, observed, with);
    }

    private AgentJvm agent() {
        return AgentJvm.on(home).agent().set("phandoff.stats.interval", "5s");
    }

    private static List<String> withoutEarlierReports(List<String> log) {
        int last = IntStream.range(0, log.size())
                .filter(i -> log.get(i).contains(" SCHED "))
                .max()
                .orElse(0);
        return IntStream.range(0, log.size())
                .filter(i -> i >= last || !log.get(i).matches(".* INFO (SCHED|pool|stall) .*"))
                .mapToObj(log::get)
                .toList();
    }

    private static void print(
            String name, ToDoubleFunction<ShopRun> figure, ShopRun without, ShopRun observed, ShopRun with) {
        double before = figure.applyAsDouble(without);
        double after = figure.applyAsDouble(with);
        System.out.printf(
                Locale.ROOT,
                "%-14s %,12.0f %,12.0f %,12.0f %8.2f%n",
                name,
                before,
                figure.applyAsDouble(observed),
                after,
                after / before);
    }

    private ShopRun measure(AgentJvm jvm) throws InterruptedException {
        return ShopRun.measure(home, jvm, REQUEST_THREADS, WARM_UP_SECONDS, SECONDS);
    }
}
