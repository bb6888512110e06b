// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import io.phandoff.it.AgentJvm;
import io.phandoff.it.JavaHome;
import io.phandoff.it.RunningJvm;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JVMs of one comparison, started once and asked in turn: a pool of 2 without the agent, a hand-tuned pool of 200
 * without it, a pool of 2 with it. While one is asked the others are idle.
 */
final class Throughput implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SMALL = 2;
    private static final int TUNED = 200;
    private static final int IN_FLIGHT = 256;

    private final RunningJvm echo;
    private final RunningJvm small;
    private final RunningJvm tuned;
    private final RunningJvm withAgent;

    Throughput(JavaHome home, long stepsPerMicro) throws InterruptedException {
        echo = AgentJvm.on(home).start(DelayedEcho.class, Long.toString(BlockingKind.MILLIS));
        String port = echo.awaitLine("port=", LIMIT);
        small = start(AgentJvm.on(home), SMALL, stepsPerMicro, port);
        tuned = start(AgentJvm.on(home), TUNED, stepsPerMicro, port);
        withAgent = start(AgentJvm.on(home).agent().setAll(options()), SMALL, stepsPerMicro, port);
    }

    /** Options of the agent given to this JVM are for the one that it forks. */
    private static Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        for (String key : System.getProperties().stringPropertyNames()) {
            if (key.startsWith("phandoff.") && !key.equals(AgentJvm.AGENT_JAR)) {
                options.put(key, System.getProperty(key));
            }
        }
        return options;
    }

    /** Steps of {@link Burn} a microsecond on this machine now. */
    static long calibrate(JavaHome home) throws InterruptedException {
        try (RunningJvm burn = AgentJvm.on(home).start(Burn.class)) {
            return Long.parseLong(burn.awaitLine("steps=", LIMIT).replaceFirst(" .*", ""));
        }
    }

    private static RunningJvm start(AgentJvm jvm, int size, long stepsPerMicro, String port)
            throws InterruptedException {
        RunningJvm load = jvm.start(
                PoolLoad.class,
                Integer.toString(size),
                Integer.toString(IN_FLIGHT),
                Long.toString(stepsPerMicro),
                port);
        load.awaitLine("ready", LIMIT);
        return load;
    }

    Rate small(BlockingKind kind, long warmUpMillis, long millis) throws InterruptedException {
        return ask(small, kind, warmUpMillis, millis);
    }

    Rate tuned(BlockingKind kind, long warmUpMillis, long millis) throws InterruptedException {
        return ask(tuned, kind, warmUpMillis, millis);
    }

    Rate withAgent(BlockingKind kind, long warmUpMillis, long millis) throws InterruptedException {
        return ask(withAgent, kind, warmUpMillis, millis);
    }

    private static Rate ask(RunningJvm load, BlockingKind kind, long warmUpMillis, long millis)
            throws InterruptedException {
        load.send(kind + " " + warmUpMillis + " " + millis);
        return Rate.parse(load.awaitLine("rate=", LIMIT));
    }

    @Override
    public void close() {
        withAgent.close();
        tuned.close();
        small.close();
        echo.close();
    }
}
