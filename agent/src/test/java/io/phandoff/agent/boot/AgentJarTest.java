// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class AgentJarTest {
    @TempDir
    private Path temporary;

    private Path links;
    private File jar;

    @BeforeEach
    void makeJar() throws IOException {
        Path directory = temporary.toRealPath();
        links = Files.createDirectory(directory.resolve("fd"));
        jar = Files.createFile(directory.resolve("phandoff-agent.jar")).toFile();
    }

    private void link(String name, Path target) throws IOException {
        Files.createSymbolicLink(links.resolve(name), target);
    }

    @Test
    void opened_oneLinkOrTwoToTheSame_isTheFile() throws IOException {
        link("0", Path.of("pipe:[123]"));
        link("5", jar.toPath());
        assertThat(AgentJar.opened(links.toFile())).isEqualTo(jar);

        link("6", jar.toPath());
        assertThat(AgentJar.opened(links.toFile())).isEqualTo(jar);
    }

    @Test
    void opened_twoOfTheName_isNull() throws IOException {
        Path other = Files.createDirectory(jar.toPath().resolveSibling("lib")).resolve("phandoff-agent.jar");
        Files.createFile(other);
        link("5", jar.toPath());
        link("6", other);

        assertThat(AgentJar.opened(links.toFile())).isNull();
    }

    @Test
    void opened_noneOrGoneOrNoDirectory_isNull() throws IOException {
        link("5", jar.toPath().resolveSibling("my-phandoff-agent.jar"));
        link("6", jar.toPath().resolveSibling("gone").resolve("phandoff-agent.jar"));

        assertThat(AgentJar.opened(links.toFile())).isNull();
        assertThat(AgentJar.opened(jar)).isNull();
    }
}
