// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.phandoff.it.apps.Hogs;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the jar, on a program with workers that compute and one processor. */
class CommandLineIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String WAITING_CLASS = "io.phandoff.runtime.WaitingForProcessor";
    private static final int NOT_DONE = 1;
    private static final int WRONG_USAGE = 2;

    /** More than run on the processor and beyond it. */
    private static final String MANY = "22";

    private static RunningJvm hogs(JavaHome home, boolean agent, String... threads) throws InterruptedException {
        AgentJvm jvm = AgentJvm.on(home);
        if (agent) {
            jvm.agent().set("phandoff.procs", "1").set("phandoff.stats.interval", "0");
        }
        RunningJvm running = jvm.start(Hogs.class, threads);
        running.awaitLine("ready", LIMIT);
        return running;
    }

    @OnEveryJdk
    void dumpAndThreadDump_workersWait_sayWhoAndBehindWhom(JavaHome home) throws Exception {
        try (RunningJvm jvm = hogs(home, true, MANY)) {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(
                            CommandLine.run(home, "dump", jvm.pid()).done())
                    .containsPattern("\"pool-1-thread-\\d+\" .* waits to start .* 2  \"pool-1-thread-\\d+\"")
                    .containsPattern("0 +running +\"pool-1-thread-\\d+\"")
                    .contains("pool pool-1-thread  size 22  threads 22"));
            await().atMost(LIMIT).untilAsserted(() -> assertThat(CommandLine.jstack(home, jvm))
                    .contains("(a " + WAITING_CLASS + ")")
                    .contains("at " + WAITING_CLASS + ".await"));
        }
    }

    @OnEveryJdk
    void modeListStatsStop_runningAgent_areDone(JavaHome home) throws Exception {
        try (RunningJvm jvm = hogs(home, true)) {
            assertThat(CommandLine.run(home, "mode", jvm.pid(), "observe").done())
                    .isEqualTo("mode=observe" + System.lineSeparator());
            // it gives all JVMs two seconds
            await().atMost(LIMIT).untilAsserted(() -> assertThat(
                            CommandLine.run(home, "list").done().lines())
                    .anyMatch(line -> line.startsWith(jvm.pid() + " ")
                            && line.contains(" observe ")
                            && line.endsWith(Hogs.class.getName())));
            CommandLine.awaitThreadsWithout(home, jvm, WAITING_CLASS);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(
                            CommandLine.run(home, "stats", jvm.pid()).done())
                    .contains("mode observe  processors 1 ")
                    .containsPattern("pool-1-thread +4 +4 "));

            assertThat(CommandLine.run(home, "attach", jvm.pid(), "mode=on,procs=2")
                            .done())
                    .startsWith("mode=on procs=2");
            assertThat(CommandLine.run(home, "attach", jvm.pid(), "grow=false").refused(NOT_DONE))
                    .contains("phandoff.grow=false (expected: one of mode, procs");

            assertThat(CommandLine.run(home, "stop", jvm.pid()).done()).startsWith("stopped classes-restored=");
            CommandLine.awaitThreadsWithout(home, jvm, WAITING_CLASS, "\"phandoff-");
            assertThat(CommandLine.run(home, "dump", jvm.pid()).refused(NOT_DONE))
                    .contains("the agent does not run in that process");
            jvm.endInput();
            assertThat(jvm.awaitEnd(LIMIT).out()).endsWith("ended");
        }
    }

    @OnEveryJdk
    void watch_untilItIsStopped_answersEachSecondAndLeavesNothing(JavaHome home, @TempDir Path temporary)
            throws Exception {
        try (RunningJvm jvm = hogs(home, true)) {
            List<String> command = CommandLine.command(home, AgentJvm.agentJar(), "stats", jvm.pid(), "--watch");
            command.add(1, "-Djava.io.tmpdir=" + temporary);
            Process watch = new ProcessBuilder(command).start();
            try (BufferedReader out = watch.inputReader(StandardCharsets.UTF_8)) {
                for (int answers = 0; answers < 3; ) {
                    String line = out.readLine();
                    assertThat(line).as("goes on").isNotNull();
                    answers += line.startsWith("up ") ? 1 : 0;
                }
                assertThat(CommandLine.jstack(home, jvm)).contains("\"phandoff-watch\"");
                assertThat(temporary).isNotEmptyDirectory();
            } finally {
                watch.destroy();
            }
            assertThat(watch.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(temporary).as("where the mailbox was").isEmptyDirectory();
            CommandLine.awaitThreadsWithout(home, jvm, "\"phandoff-watch\"");
        }
    }

    @OnEveryJdk
    void wrongCommands_sayWhatIsExpected(JavaHome home, @TempDir Path directory) throws Exception {
        assertThat(CommandLine.run(home, "--version").done()).startsWith("phandoff ");
        assertThat(CommandLine.run(home, "mode", "1", "up").refused(WRONG_USAGE))
                .isEqualTo("phandoff: no such mode: mode=up (expected: on, observe or off)");
        assertThat(CommandLine.run(List.of(
                                home.tool("java").toString(),
                                "--limit-modules=java.base,java.instrument",
                                "-jar",
                                AgentJvm.agentJar().toString(),
                                "list"))
                        .refused(NOT_DONE))
                .startsWith("phandoff: this Java has no module jdk.attach: java.home=");
        Process noJvm = new ProcessBuilder("sleep", "600").start();
        try {
            assertThat(CommandLine.run(home, "dump", noJvm.pid()).refused(NOT_DONE))
                    .isEqualTo("phandoff: not a JVM: pid=" + noJvm.pid()
                            + " (expected: one that list prints, without -Xrs)");
            assertThat(noJvm.isAlive()).as("no signal was sent").isTrue();
        } finally {
            noJvm.destroy();
        }
        try (RunningJvm jvm = hogs(home, false)) {
            assertThat(CommandLine.run(home, "dump", jvm.pid()).refused(NOT_DONE))
                    .contains("the agent does not run in that process: pid=" + jvm.pid());
            CommandLine.run(home, "attach", jvm.pid()).done();
            Path other = ofAnotherVersion(directory.resolve("other.jar"));
            assertThat(CommandLine.run(home, other, "dump", jvm.pid()).refused(NOT_DONE))
                    .contains("another version of the agent is in that process", "(expected: 99");
        }
    }

    /** The version is what the archive of the classes says last, and nothing in it or around it may be deflated. */
    private static Path ofAnotherVersion(Path copy) throws IOException {
        try (JarFile jar = new JarFile(AgentJvm.agentJar().toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(copy))) {
            String version = jar.getManifest().getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            out.setMethod(ZipEntry.STORED);
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                byte[] bytes = jar.getInputStream(entry).readAllBytes();
                if (entry.getName().equals("inst/classes.pack")) {
                    Arrays.fill(bytes, bytes.length - version.length(), bytes.length, (byte) '9');
                }
                out.putNextEntry(stored(entry.getName(), bytes));
                out.write(bytes);
            }
        }
        return copy;
    }

    private static JarEntry stored(String name, byte[] bytes) {
        JarEntry entry = new JarEntry(name);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setCrc(crc.getValue());
        entry.setSize(bytes.length);
        return entry;
    }
}
