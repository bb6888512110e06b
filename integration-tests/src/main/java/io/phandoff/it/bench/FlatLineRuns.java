// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import io.phandoff.it.AgentJvm;
import io.phandoff.it.JavaHome;
import io.phandoff.it.JvmRun;
import io.phandoff.it.RunningJvm;
import java.time.Duration;

/** Forks the JVM of a cell, one at a time; the servers live in one other JVM for as long as this. */
final class FlatLineRuns implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TURN = "turn=";

    private final JavaHome home;
    private final FlatLineOptions options;
    private final String stepsPerMicro;
    private final RunningJvm backend;
    private final String jdbcUrl;
    private final String echoPort;

    FlatLineRuns(JavaHome home, FlatLineOptions options) throws InterruptedException {
        this.home = home;
        this.options = options;
        stepsPerMicro = Long.toString(Calibration.stepsPerMicro(home));
        backend = AgentJvm.on(home).wholeClassPath().start(FlatLineBackend.class);
        jdbcUrl = backend.awaitLine("url=", LIMIT);
        echoPort = backend.awaitLine("echo=", LIMIT);
    }

    /** A new JVM's figures. */
    FlatLineTurn run(FlatLineCell cell) throws InterruptedException {
        AgentJvm jvm = AgentJvm.on(home).wholeClassPath().set("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        if (cell.agent()) {
            jvm.agent().setAll(options.agent());
        }
        long warmUpMillis = options.warmUpMillis();
        JvmRun run = jvm.limit(LIMIT.multipliedBy(3).plusMillis(warmUpMillis + options.millis()))
                .run(
                        FlatLineLoad.class,
                        cell.work().name(),
                        cell.pool().name(),
                        Integer.toString(options.inFlight()),
                        Long.toString(warmUpMillis),
                        Long.toString(options.millis()),
                        stepsPerMicro,
                        echoPort,
                        jdbcUrl);
        return run.out().stream()
                .filter(line -> line.startsWith(TURN))
                .findFirst()
                .map(line -> FlatLineTurn.parse(line.substring(TURN.length())))
                .orElseThrow(() -> new IllegalStateException("no figures: cell=" + cell + "\n" + run));
    }

    @Override
    public void close() {
        backend.close();
    }
}
