// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import io.phandoff.benchmarks.IdlePools;
import io.phandoff.it.AgentJvm;
import io.phandoff.it.JavaHome;
import io.phandoff.it.RunningJvm;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What the agent adds to an idle program: the same program without and with it, side by side in the same minute. */
final class IdleRuns {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** What a program's start leaves to be done: compilers, the collector, the agent's first report. */
    private static final long SETTLE_SECONDS = 15;

    private IdleRuns() {}

    /** CPU time added in so many seconds, and memory. */
    static Measured measure(int seconds) throws IOException, InterruptedException {
        JavaHome home = JavaHome.running();
        try (RunningJvm without = start(AgentJvm.on(home));
                RunningJvm with = start(AgentJvm.on(home).agent())) {
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            ExactUse without0 = ExactUse.of(without.pid());
            ExactUse with0 = ExactUse.of(with.pid());
            TimeUnit.SECONDS.sleep(seconds);
            ExactUse without1 = ExactUse.of(without.pid());
            ExactUse with1 = ExactUse.of(with.pid());
            long cpuWithout = without1.cpuNanos() - without0.cpuNanos();
            long cpuWith = with1.cpuNanos() - with0.cpuNanos();
            System.out.println(String.format(
                    Locale.ROOT,
                    "idle for %d s: without the agent %.2f ms of CPU, %.1f MB; with it %.2f ms, %.2f ms of these its threads', %.1f MB",
                    seconds,
                    cpuWithout / 1e6,
                    without1.residentBytes() / 1e6,
                    cpuWith / 1e6,
                    (with1.ourCpuNanos() - with0.ourCpuNanos()) / 1e6,
                    with1.residentBytes() / 1e6));
            return new Measured(cpuWith - cpuWithout, Double.NaN, with1.residentBytes() - without1.residentBytes(), 0);
        }
    }

    private static RunningJvm start(AgentJvm jvm) throws InterruptedException {
        RunningJvm running = jvm.wholeClassPath().start(IdlePools.class);
        running.awaitLine("ready", LIMIT);
        return running;
    }
}
