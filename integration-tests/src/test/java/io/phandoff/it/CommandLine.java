// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of a command to its end: of the agent's jar, or of a tool of the JDK.
 *
 * @param exitCode its exit code
 * @param out its standard output
 * @param err its standard error
 */
public record CommandLine(int exitCode, String out, String err) {
    /** How long the JDK's tools wait for a JVM to answer at all; less by default than a busy machine may take. */
    public static final String ATTACH_LIMIT = "-Dsun.tools.attach.attachTimeout=50000";

    private static final int LIMIT_SECONDS = 60;

    /** The agent's command line. */
    public static CommandLine run(JavaHome home, Object... args) throws IOException, InterruptedException {
        return run(home, AgentJvm.agentJar(), args);
    }

    static CommandLine run(JavaHome home, Path jar, Object... args) throws IOException, InterruptedException {
        return run(command(home, jar, args));
    }

    static List<String> command(JavaHome home, Path jar, Object... args) {
        List<String> command = new ArrayList<>(List.of(home.tool("java").toString(), "-Xshare:auto"));
        if (!List.of(args).contains("list")) { // which has a limit of its own
            command.add(ATTACH_LIMIT);
        }
        command.addAll(List.of("-jar", jar.toString()));
        for (Object arg : args) {
            command.add(arg.toString());
        }
        return command;
    }

    /** All threads of a JVM. */
    static String jstack(JavaHome home, RunningJvm jvm) throws IOException, InterruptedException {
        CommandLine jstack =
                run(List.of(home.tool("jstack").toString(), "-J" + ATTACH_LIMIT, Long.toString(jvm.pid())));
        assertThat(jstack.exitCode).as("%s", jstack).isZero();
        return jstack.out;
    }

    /** Until no thread shows any of the texts: who is let go, or has been waited for, may be on its way out for a moment. */
    static void awaitThreadsWithout(JavaHome home, RunningJvm jvm, String... texts) {
        await().atMost(Duration.ofSeconds(LIMIT_SECONDS))
                .untilAsserted(() -> assertThat(jstack(home, jvm)).doesNotContain(texts));
    }

    static CommandLine run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("command", ".out");
        Path err = Files.createTempFile("command", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("did not end: command=" + command + "\n" + Files.readString(out));
            }
            return new CommandLine(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** It was done; its output. */
    public String done() {
        assertThat(exitCode).as("%s", this).isZero();
        return out;
    }

    /** It was not done, and standard error is one line; that line. */
    String refused(int code) {
        assertThat(exitCode).as("%s", this).isEqualTo(code);
        assertThat(err.lines()).as("%s", this).hasSize(1);
        return err.strip();
    }
}
