// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.demo;

import io.phandoff.it.AgentJvm;
import io.phandoff.it.JavaHome;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What {@code phandoff.mode=observe} costs: the demo's server with as many request threads as it has clients, so that the
 * CPU is the limit and not the pool, without the agent and observed, taking turns. The CPU time is that of the request
 * threads alone: the compilers work in waves for minutes.
 */
public final class ObserveOverhead {
    private static final int WARM_UP_SECONDS = 12;
    private static final int SECONDS = 10;

    private ObserveOverhead() {}

    /** Argument: rounds, 5 if there is none. */
    public static void main(String[] args) throws InterruptedException {
        int rounds = args.length == 0 || args[0].isBlank() ? 5 : Integer.parseInt(args[0]);
        JavaHome home = JavaHome.running();
        ShopRun[] without = new ShopRun[rounds];
        ShopRun[] observed = new ShopRun[rounds];
        for (int round = 0; round < rounds; round++) {
            without[round] = run(home, AgentJvm.on(home));
            observed[round] = run(home, AgentJvm.on(home).agent().set("phandoff.mode", "observe"));
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %,.0f and %,.0f requests/s%n",
                    round + 1,
                    without[round].requestsPerSecond(),
                    observed[round].requestsPerSecond());
        }
        System.out.printf(Locale.ROOT, "%-32s %24s %24s %s%n", "", "without", "observed", "ratio, by round");
        print("requests/s", without, observed, ShopRun::requestsPerSecond);
        print("p99 ms", without, observed, ShopRun::p99Millis);
        print("CPU us of its thread a request", without, observed, ShopRun::cpuMicrosPerRequest);
    }

    private static ShopRun run(JavaHome home, AgentJvm jvm) throws InterruptedException {
        return ShopRun.measure(home, jvm, ShopRun.CLIENTS, WARM_UP_SECONDS, SECONDS);
    }

    private static void print(String name, ShopRun[] without, ShopRun[] observed, ToDoubleFunction<ShopRun> figure) {
        double[] a = Arrays.stream(without).mapToDouble(figure).toArray();
        double[] b = Arrays.stream(observed).mapToDouble(figure).toArray();
        double[] ratios = new double[a.length];
        Arrays.setAll(ratios, i -> b[i] / a[i]);
        System.out.printf(
                Locale.ROOT, "%-32s %24s %24s %s%n", name, range("%,.0f", a), range("%,.0f", b), range("%.3f", ratios));
    }

    private static String range(String format, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        String pattern = format + " [" + format + ".." + format + "]";
        return String.format(Locale.ROOT, pattern, median, sorted[0], sorted[sorted.length - 1]);
    }
}
