// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.phandoff.it.servers.SteadyServer;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent comes to a server under load, goes, comes again: its threads do not hold it up as long as the agent is there. */
class AttachServersIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ROUNDS = 2;

    /** Of 24 requests that wait for the service; Jetty needs three of its eight threads for itself. */
    private static final int MORE = 4;

    private record Setting(JavaHome home, String server, int threads) {
        @Override
        public String toString() {
            return home + " " + server;
        }
    }

    static Stream<Setting> settings() {
        return JavaHomes.all().stream()
                .flatMap(home -> Stream.of(
                        new Setting(home, "jetty", 8),
                        new Setting(home, "undertow", 2),
                        new Setting(home, "tomcat", 4)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void attachAndStop_serverUnderLoad_growsAndIsAsBeforeAgain(Setting setting) throws Exception {
        AgentJvm program =
                AgentJvm.on(setting.home).wholeClassPath().set("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        try (RunningJvm jvm = program.start(SteadyServer.class, setting.server)) {
            jvm.awaitLine("ready", LIMIT);
            assertThat(atOnce(jvm)).as("requests at once, before").isBetween(1, setting.threads);
            for (int round = 0; round < ROUNDS; round++) {
                attach(setting, jvm);
                await().atMost(LIMIT).until(() -> atOnce(jvm) >= setting.threads + MORE);

                assertThat(CommandLine.run(setting.home, "stop", jvm.pid()).done())
                        .startsWith("stopped classes-restored=")
                        .contains("left-with-idle-hooks=0");
                await().atMost(LIMIT).until(() -> isAsBefore(setting, jvm));
            }
            CommandLine.awaitThreadsWithout(setting.home, jvm, "\"phandoff-", "io.phandoff.runtime");
            jvm.send("end");
            JvmRun run = jvm.awaitEnd(LIMIT);
            assertThat(run.timedOut()).as("%s", run).isFalse();
            assertThat(run.out()).as("%s", run).endsWith("ended wrong=0 some=true");
            Runs.assertNoFailure(run);
            assertThat(run.agentLines()).as("%s", run).noneMatch(line -> line.contains("class-not-rewritten"));
        }
    }

    private static void attach(Setting setting, RunningJvm jvm) throws IOException, InterruptedException {
        assertThat(CommandLine.run(setting.home, "attach", jvm.pid()).done())
                .startsWith("started version=")
                .doesNotContain("class-not-rewritten");
    }

    /** The spares leave when they have run a task and, but for Jetty's, find no other. */
    private static boolean isAsBefore(Setting setting, RunningJvm jvm) throws InterruptedException {
        jvm.ask("rest", "rested", LIMIT);
        return atOnce(jvm) <= setting.threads && Integer.parseInt(jvm.ask("live", "live=", LIMIT)) <= setting.threads;
    }

    private static int atOnce(RunningJvm jvm) throws InterruptedException {
        return Integer.parseInt(jvm.ask("atOnce", "atOnce=", LIMIT));
    }
}
