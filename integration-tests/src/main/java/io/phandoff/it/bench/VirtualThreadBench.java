// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import io.phandoff.it.AgentJvm;
import io.phandoff.it.JavaHome;
import io.phandoff.it.JavaHomes;
import io.phandoff.it.RunningJvm;
import java.time.Duration;
import java.util.Locale;

/**
 * What the hooks cost virtual threads, on each JDK from 21 on: rounds of new JVMs, without and with the agent, that take
 * turns several times within a round; medians. Argument: rounds, if not five.
 */
public final class VirtualThreadBench {

    private static final int ROUNDS = 5;
    private static final int TURNS = 4;
    private static final int VIRTUAL_THREADS = 21;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String FIRST = "4000 1000";
    private static final String TURN = "500 2000";

    private VirtualThreadBench() {}

    /** Prints two lines for each JDK. */
    public static void main(String[] args) throws InterruptedException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS;
        for (JavaHome home : JavaHomes.all()) {
            if (home.feature() >= VIRTUAL_THREADS) {
                compare(home, rounds);
            }
        }
    }

    private static void compare(JavaHome home, int rounds) throws InterruptedException {
        String steps = Long.toString(Throughput.calibrate(home));
        Samples without = new Samples();
        Samples with = new Samples();
        for (int round = 0; round < rounds; round++) {
            try (RunningJvm plain = start(AgentJvm.on(home), steps);
                    RunningJvm agent = start(AgentJvm.on(home).agent(), steps)) {
                ask(plain, FIRST);
                ask(agent, FIRST);
                for (int turn = 0; turn < TURNS; turn++) {
                    boolean plainFirst = (turn & 1) == 0;
                    if (plainFirst) {
                        without.add(ask(plain, TURN));
                    }
                    with.add(ask(agent, TURN));
                    if (!plainFirst) {
                        without.add(ask(plain, TURN));
                    }
                }
            }
        }
        System.out.println(home + ", 10,000 virtual threads, loops a second, medians of " + rounds + " rounds of "
                + TURNS + " turns [lowest..highest], CPU a loop");
        System.out.println("without the agent " + without);
        System.out.println("with the agent    " + with);
        System.out.println(String.format(
                Locale.ROOT,
                "ratio of rates %.3f, of CPU a loop %.3f",
                with.median() / without.median(),
                with.medianCpu() / without.medianCpu()));
    }

    private static RunningJvm start(AgentJvm jvm, String steps) throws InterruptedException {
        RunningJvm load = jvm.start(VirtualThreadLoad.class, steps);
        load.awaitLine("ready", LIMIT);
        return load;
    }

    private static Rate ask(RunningJvm load, String command) throws InterruptedException {
        load.send(command);
        return Rate.parse(load.awaitLine("rate=", LIMIT));
    }
}
