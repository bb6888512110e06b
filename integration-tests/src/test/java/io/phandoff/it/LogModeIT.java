// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.apps.Hello;
import io.phandoff.it.logging.LogsLate;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** {@code phandoff.log=simple} and {@code none}, whatever logs in the program. */
class LogModeIT {

    @OnEveryJdk
    void simple_withLogback_writesToStandardErrorOnly(JavaHome home, @TempDir Path directory)
            throws InterruptedException {
        assertSimple(LogModes.LOGBACK.jvm(home, "simple", directory), LogsLate.class);
    }

    @OnEveryJdk
    void simple_withLog4j_writesToStandardErrorOnly(JavaHome home, @TempDir Path directory)
            throws InterruptedException {
        assertSimple(LogModes.LOG4J.jvm(home, "simple", directory), LogsLate.class);
    }

    @OnEveryJdk
    void simple_withoutSlf4j_writesToStandardErrorOnly(JavaHome home, @TempDir Path directory)
            throws InterruptedException {
        assertSimple(LogModes.WITHOUT.jvm(home, "simple", directory), Hello.class);
    }

    @OnEveryJdk
    void none_withLogback_writesNothing(JavaHome home, @TempDir Path directory) throws InterruptedException {
        assertSilent(LogModes.LOGBACK.jvm(home, "none", directory), LogsLate.class);
    }

    @OnEveryJdk
    void none_withLog4j_writesNothing(JavaHome home, @TempDir Path directory) throws InterruptedException {
        assertSilent(LogModes.LOG4J.jvm(home, "none", directory), LogsLate.class);
    }

    @OnEveryJdk
    void none_withoutSlf4jAndAWrongOption_writesNothing(JavaHome home, @TempDir Path directory)
            throws InterruptedException {
        assertSilent(LogModes.WITHOUT.jvm(home, "none", directory).set("phandoff.procs", "many"), Hello.class);
    }

    private static void assertSimple(AgentJvm jvm, Class<?> program) throws InterruptedException {
        JvmRun run = run(jvm, program);
        Runs.assertEnded(run);
        AgentLog log = new AgentLog(run);
        log.only("started");
        assertThat(log.starting("SUMMARY ")).as("%s", run).isNotEmpty();
        assertThat(LogModes.agentLines(run)).as("%s", run).isEmpty();
    }

    private static void assertSilent(AgentJvm jvm, Class<?> program) throws InterruptedException {
        JvmRun run = run(jvm, program);
        Runs.assertEnded(run);
        assertThat(run.err()).as("%s", run).isEmpty();
        assertThat(LogModes.agentLines(run)).as("%s", run).isEmpty();
    }

    private static JvmRun run(AgentJvm jvm, Class<?> program) throws InterruptedException {
        try (RunningJvm running = jvm.start(program)) {
            if (program == LogsLate.class) {
                running.send("log");
                running.awaitLine("INFO|program|program logs", LogModes.LIMIT);
                running.send("end");
            }
            return running.awaitEnd(LogModes.LIMIT);
        }
    }
}
