// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.phandoff.it.apps.Hogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Commands for processes that are not as the command line would have them: somebody else's, stopped, closed to all. */
class OtherProcessesIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int NOT_DONE = 1;
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    private static RunningJvm start(AgentJvm jvm) throws InterruptedException {
        RunningJvm running = jvm.start(Hogs.class);
        running.awaitLine("ready", LIMIT);
        return running;
    }

    private static void signal(String name, RunningJvm jvm) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", name, Long.toString(jvm.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** The signal may be there before the threads have stopped. */
    private static boolean isStopped(RunningJvm jvm) throws IOException {
        Path status = Path.of("/proc", Long.toString(jvm.pid()), "status");
        return Files.readAllLines(status).stream().anyMatch(line -> line.matches("State:\\s+T.*"));
    }

    private static String listed(JavaHome home, RunningJvm jvm) throws IOException, InterruptedException {
        return CommandLine.run(home, "list")
                .done()
                .lines()
                .filter(line -> line.startsWith(jvm.pid() + " "))
                .findAny()
                .orElse("");
    }

    @OnEveryJdk
    void list_stoppedJvm_isListedWithoutAnAnswer(JavaHome home) throws Exception {
        try (RunningJvm jvm = start(AgentJvm.on(home).agentWith("stats.interval=0"))) {
            // it gives all JVMs two seconds; this one has a socket from now on
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(listed(home, jvm)).matches("\\d+ +\\S+ +on +.*Hogs"));
            signal("-STOP", jvm);
            try {
                await().atMost(LIMIT).until(() -> isStopped(jvm));
                assertThat(listed(home, jvm)).matches("\\d+ +\\? +\\? +.*Hogs");
                assertThat(CommandLine.run(home, "dump", jvm.pid()).refused(NOT_DONE))
                        .startsWith("phandoff: the process is stopped: pid=" + jvm.pid());
            } finally {
                signal("-CONT", jvm);
            }
        }
    }

    /** Without the file in which the JDK looks whether it may attach; a JVM with it is in no list. */
    @OnEveryJdk
    void dump_jvmThatForbidsAttach_isRefusedAndPrintsNothing(JavaHome home) throws Exception {
        AgentJvm closed = AgentJvm.on(home).flag("-XX:+DisableAttachMechanism").flag("-XX:-UsePerfData");
        try (RunningJvm jvm = start(closed)) {
            assertThat(CommandLine.run(home, "dump", jvm.pid()).refused(NOT_DONE))
                    .startsWith("phandoff: the JVM lets nobody attach: pid=" + jvm.pid());
            jvm.endInput();
            assertThat(jvm.awaitEnd(LIMIT).out()).noneMatch(line -> line.startsWith("Full thread dump"));
        }
    }

    @OnEveryJdk
    void dump_rootAsksSomebodyElsesJvm_isAnsweredAndLeavesNothing(JavaHome home, @TempDir Path temporary)
            throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        List<String> reads = new ArrayList<>(AS_NOBODY);
        reads.addAll(List.of(
                "test",
                "-r",
                AgentJvm.agentJar().toString(),
                "-a",
                "-x",
                home.tool("java").toString()));
        assumeThat(CommandLine.run(reads).exitCode())
                .as("another user sees the jar")
                .isZero();
        assertThat(new ProcessBuilder("chmod", "711", temporary.toString())
                        .start()
                        .waitFor())
                .isZero();
        try (RunningJvm jvm = start(AgentJvm.on(home).under(AS_NOBODY).agentWith("stats.interval=0"))) {
            List<String> command = CommandLine.command(home, AgentJvm.agentJar(), "dump", jvm.pid());
            command.add(1, "-Djava.io.tmpdir=" + temporary);
            assertThat(CommandLine.run(command).done()).contains("pool pool-1-thread  size 4");
            assertThat(temporary).isEmptyDirectory();
        }
    }
}
