// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.apps.Hello;
import io.phandoff.it.logging.Log4jContexts;
import io.phandoff.it.logging.LogsLate;
import io.phandoff.it.logging.SpringProgram;
import io.phandoff.it.logging.Unloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** {@code phandoff.log=application}: the agent's lines go where the program's go, and not before the program has one. */
class ApplicationLogIT {

    /** What the appender is called the program says just before: whoever sets Logback up earlier gets none. */
    @OnEveryJdk
    void logback_setUpLate_getsAllLinesThen(JavaHome home, @TempDir Path directory) throws InterruptedException {
        JvmRun run = logsLate(LogModes.LOGBACK.jvm(home, "application", directory), LogsLate.class);
        assertThat(run.err()).as("%s", run).isEmpty();
        assertThat(LogModes.agentLines(run))
                .as("%s", run)
                .anyMatch(line -> line.startsWith("INFO|io.phandoff.stats|SUMMARY handoffs:"));
    }

    /**
     * Log 4j stops at the end of the JVM by itself: then the summary goes to standard error, as well if that happens while it is
     * written.
     */
    @OnEveryJdk
    void log4j_setUpLate_getsAllLinesThenInItsOneConfiguration(JavaHome home, @TempDir Path directory)
            throws InterruptedException {
        JvmRun run = logsLate(LogModes.LOG4J.jvm(home, "application", directory), Log4jContexts.class);
        assertThat(run.out()).as("%s", run).contains("contexts=1");
        assertThat(run.otherErr()).as("%s", run).isEmpty();
        assertThat(LogModes.count(run, "SUMMARY handoffs:")).as("%s", run).isBetween(1L, 2L);
    }

    private static JvmRun logsLate(AgentJvm jvm, Class<?> program) throws InterruptedException {
        try (RunningJvm running = jvm.start(program)) {
            running.awaitLine("up", LogModes.LIMIT);
            running.send("load");
            running.awaitLine("loaded", LogModes.LIMIT);
            running.send("log");
            running.awaitLine("logged", LogModes.LIMIT);
            running.awaitLine("INFO|io.phandoff.stats|SCHED ", LogModes.LIMIT);
            running.send("end");
            JvmRun run = running.awaitEnd(LogModes.LIMIT);
            assertThat(run.timedOut()).as("killed: %s", run).isFalse();
            assertThat(run.exitCode()).as("%s", run).isZero();
            assertThat(run.out()).as("%s", run).contains("INFO|program|program logs");
            assertThat(LogModes.agentLines(run).get(0)).as("%s", run).startsWith("INFO|io.phandoff.agent|started ");
            assertThat(LogModes.count(run, "started version=")).as("%s", run).isEqualTo(1);
            return run;
        }
    }

    @OnEveryJdk
    void withoutSlf4j_allLinesComeOnStandardErrorAtTheEnd(JavaHome home, @TempDir Path directory)
            throws InterruptedException {
        JvmRun run = LogModes.WITHOUT.jvm(home, "application", directory).run(Hello.class);
        Runs.assertEnded(run);
        AgentLog log = new AgentLog(run);
        assertThat(log.all().get(0)).isEqualTo(log.only("started"));
        assertThat(log.starting("SUMMARY ")).as("%s", run).isNotEmpty();
    }

    @OnEveryJdk
    void withoutSlf4jAndStatistics_startLineComesOnStandardErrorAtTheEnd(JavaHome home, @TempDir Path directory)
            throws InterruptedException {
        JvmRun run = LogModes.WITHOUT
                .jvm(home, "application", directory)
                .set("phandoff.stats.interval", "0")
                .run(Hello.class);
        Runs.assertEnded(run);
        assertThat(new AgentLog(run).all()).as("%s", run).hasSize(1);
    }

    /** Spring Boot throws away what is logged before it sets Logback up by its own settings. */
    @OnEveryJdk
    void springBoot_linesWaitUntilItHasSetLoggingUp(JavaHome home, @TempDir Path directory)
            throws IOException, InterruptedException {
        Path settings = Files.writeString(directory.resolve("spring.properties"), """
                logging.pattern.console=spring|%level|%logger|%msg%n
                spring.main.banner-mode=off
                """);
        AgentJvm jvm = AgentJvm.on(home)
                .agent()
                .set("phandoff.log", "application")
                .set("phandoff.stats.interval", "50ms")
                .set("spring.config.location", "file:" + settings)
                .jars(LogModes.jars("logback"))
                .jars(LogModes.jars("spring"));
        try (RunningJvm running = jvm.start(SpringProgram.class)) {
            running.awaitLine("ready", LogModes.LIMIT);
            running.send("");
            running.awaitLine("spring|INFO|io.phandoff.agent|started ", LogModes.LIMIT);
            running.awaitLine("spring|INFO|io.phandoff.stats|SCHED ", LogModes.LIMIT);
            running.send("");
            JvmRun run = running.awaitEnd(LogModes.LIMIT);
            assertThat(run.exitCode()).as("%s", run).isZero();
            assertThat(run.otherErr()).as("%s", run).isEmpty();
            assertThat(LogModes.count(run, "started version=")).as("%s", run).isEqualTo(1);
            // On standard error as well if Spring Boot stopped Logback while it was written.
            assertThat(LogModes.count(run, "SUMMARY handoffs:")).as("%s", run).isBetween(1L, 2L);
            assertThat(run.out().stream().filter(line -> line.contains("io.phandoff")))
                    .as("%s", run)
                    .allMatch(line -> line.startsWith("spring|"));
        }
    }

    private static AgentJvm unloads(JavaHome home) {
        return AgentJvm.on(home).agent().set("phandoff.log", "application").set("phandoff.stats.interval", "50ms");
    }

    private static void awaitStatistics(RunningJvm running) throws InterruptedException {
        running.awaitLine("ready", LogModes.LIMIT);
        // Without settings: a console appender with all there is.
        String line = running.awaitLine("", LogModes.LIMIT);
        while (!line.matches(".*io\\.phandoff\\.stats\\W+SCHED .*")) {
            line = running.awaitLine("", LogModes.LIMIT);
        }
    }

    @OnEveryJdk
    void applicationsLogback_isStoppedButStaysLoaded_theNextOneIsUsed(JavaHome home) throws InterruptedException {
        try (RunningJvm running =
                unloads(home).start(Unloads.class, LogModes.jars("logback").toString(), "stop")) {
            awaitStatistics(running);
            running.send("");
            awaitStatistics(running);
            running.send("");
            JvmRun run = running.awaitEnd(LogModes.LIMIT);
            assertThat(run.exitCode()).as("%s", run).isZero();
        }
    }

    @OnEveryJdk
    void applicationsLoader_logback_isLetGoAndTheNextOneIsUsed(JavaHome home) throws InterruptedException {
        assertLetGo(unloads(home), "logback");
    }

    /** Log4j leaves its last event in the locals of the thread that logs. Its shutdown hook would keep the loader, too. */
    @OnEveryJdk
    void applicationsLoader_log4j_isLetGoAndTheNextOneIsUsed(JavaHome home, @TempDir Path directory)
            throws InterruptedException {
        AgentJvm jvm = LogModes.LOG4J
                .jvm(home, "application", directory)
                .set("it.appender", "STDOUT")
                .set("log4j.shutdownHookEnabled", "false");
        assertLetGo(jvm, "log4j");
    }

    private static void assertLetGo(AgentJvm jvm, String library) throws InterruptedException {
        try (RunningJvm running =
                jvm.start(Unloads.class, LogModes.jars(library).toString())) {
            for (int i = 0; i < 2; i++) {
                awaitStatistics(running);
                running.send("");
                assertThat(running.awaitLine("unloaded=", LogModes.LIMIT)).isEqualTo("true");
            }
            JvmRun run = running.awaitEnd(LogModes.LIMIT);
            assertThat(run.exitCode()).as("%s", run).isZero();
            assertThat(run.otherErr()).as("%s", run).isEmpty();
        }
    }
}
