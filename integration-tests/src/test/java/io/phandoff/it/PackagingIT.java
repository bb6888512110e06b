// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static io.phandoff.it.Runs.assertPrinted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.phandoff.it.apps.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** Ways to start a JVM with the agent: each says hello, works, and adds no warning of the JVM. */
class PackagingIT {

    private static final String[] GREETING = {"hello", "hello from a pool", "terminated=true"};

    @OnEveryJdk
    void normalStart_logsOneStartLineAndWorks(JavaHome home) throws InterruptedException {
        assertWorks(AgentJvm.on(home).agent());
    }

    @OnEveryJdk
    void sameAgentTwice_startsOnce(JavaHome home) throws InterruptedException {
        assertWorks(AgentJvm.on(home).agent().agent());
    }

    /** Only then the JVM itself may warn: the class path that it boots from had to be appended to. */
    @OnEveryJdk
    void renamedJar_works(JavaHome home, @TempDir Path directory) throws IOException, InterruptedException {
        Path renamed = Files.copy(AgentJvm.agentJar(), directory.resolve("other name.jar"));
        JvmRun run = AgentJvm.on(home).agent(renamed).run(Hello.class);
        assertThat(run.out()).as("%s", run).containsExactly(GREETING);
        assertThat(run.exitCode()).isZero();
        assertThat(run.otherErr())
                .allMatch(line -> line.contains("Sharing is only supported for boot loader classes"))
                .hasSizeLessThanOrEqualTo(1);
        assertManaged(run);
    }

    @OnEveryJdk
    void jarInDirectoryWithSpace_works(JavaHome home, @TempDir Path directory)
            throws IOException, InterruptedException {
        Path spaced = Files.createDirectory(directory.resolve("a directory"));
        Path jar = Files.copy(
                AgentJvm.agentJar(), spaced.resolve(AgentJvm.agentJar().getFileName()));
        assertWorks(AgentJvm.on(home).agent(jar));
    }

    /** As by jarsigner, or by a tool that adds a file: all entries are deflated then. */
    @OnEveryJdk
    void jarWrittenAnew_works(JavaHome home, @TempDir Path directory) throws IOException, InterruptedException {
        Path anew = directory.resolve(AgentJvm.agentJar().getFileName());
        try (JarFile jar = new JarFile(AgentJvm.agentJar().toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(anew), jar.getManifest())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    jar.getInputStream(entry).transferTo(out);
                }
            }
        }
        assertWorks(AgentJvm.on(home).agent(anew));
    }

    @OnEveryJdk
    void relativeJarPath_works(JavaHome home) throws InterruptedException {
        Path jar = AgentJvm.agentJar();
        assertWorks(AgentJvm.on(home).agent(jar.getFileName()).workingDirectory(jar.getParent()));
    }

    @OnEveryJdk
    void readOnlyDirectories_work(JavaHome home, @TempDir Path directory) throws IOException, InterruptedException {
        Path readOnly = unwritable(directory);
        assertWorks(AgentJvm.on(home).agent().workingDirectory(readOnly).set("java.io.tmpdir", readOnly.toString()));
    }

    @OnEveryJdk
    void unsafeMemoryAccessDenied_works(JavaHome home) throws InterruptedException {
        assumeTrue(home.feature() >= 24, "the flag came with JDK 24");
        assertWorks(AgentJvm.on(home).agent().flag("--sun-misc-unsafe-memory-access=deny"));
    }

    @OnEveryJdk
    void disabledAgent_isSilent(JavaHome home) throws InterruptedException {
        JvmRun run = AgentJvm.on(home).agent().set("phandoff.enabled", "false").run(Hello.class);
        assertPrinted(run, GREETING);
        assertThat(run.err()).isEmpty();
    }

    private static void assertWorks(AgentJvm jvm) throws InterruptedException {
        JvmRun run = jvm.run(Hello.class);
        assertPrinted(run, GREETING);
        assertThat(new AgentLog(run).level("WARN")).as("warnings of %s", run).isEmpty();
        assertManaged(run);
    }

    private static void assertManaged(JvmRun run) {
        AgentLog log = new AgentLog(run);
        log.only("started");
        assertThat(log.starting("SUMMARY ").get(0).number("tasks"))
                .as("%s", run)
                .isEqualTo(1);
    }

    /** Root may write into any real directory, so that for root it is one of the kernel. */
    private static Path unwritable(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        Path path = Files.isWritable(directory) ? Path.of("/proc") : directory;
        assumeTrue(Files.isDirectory(path), "root writes everywhere here");
        return path;
    }
}
