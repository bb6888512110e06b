// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
class CacheTrustTest {
    private static final int SOMEBODY = 54_321;

    @TempDir
    private Path temporary;

    private Path directory;
    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        directory = Files.createDirectory(temporary.toRealPath().resolve("cache"));
        mode(directory, "rwxr-xr-x");
        file = Files.writeString(directory.resolve("a.cache"), "content");
        mode(file, "rw-r--r--");
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    @Test
    void problem_ownFileThatOthersMayRead_isNone() throws IOException {
        assertThat(CacheTrust.problemOfFile(file)).isNull();
        assertThat(CacheTrust.problemOfDirectory(directory)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-"})
    void problem_fileThatOthersMayWrite_isTold(String mode) throws IOException {
        mode(file, mode);

        assertThat(CacheTrust.problemOfFile(file)).startsWith("writable by others: path=" + file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxr-x", "rwxr-xrwx"})
    void problem_directoryThatOthersMayWrite_isTold(String mode) throws IOException {
        mode(directory, mode);

        assertThat(CacheTrust.problemOfFile(file)).startsWith("writable by others: path=" + directory);
        assertThat(CacheTrust.problemOfDirectory(directory)).startsWith("writable by others: path=" + directory);
    }

    @Test
    void problem_directoryThatOthersMayWriteThoughSticky_isTold() throws IOException {
        Files.setAttribute(directory, "unix:mode", 01777);

        assertThat(CacheTrust.problemOfFile(file)).startsWith("writable by others: path=" + directory);
    }

    @Test
    void problem_directoryAboveThatOthersMayWrite_isToldUnlessSticky() throws IOException {
        Path above = directory.getParent();
        mode(above, "rwxrwxrwx");
        assertThat(CacheTrust.problemOfFile(file)).startsWith("writable by others: path=" + above);

        Files.setAttribute(above, "unix:mode", 01777);
        assertThat(CacheTrust.problemOfFile(file)).isNull();
    }

    @Test
    void problem_ownedBySomebodyElse_isTold() throws IOException {
        assumeTrue((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0, "only root gives files away");
        Files.setAttribute(file, "unix:uid", SOMEBODY);
        assertThat(CacheTrust.problemOfFile(file))
                .isEqualTo("owned by somebody else: path=" + file + " uid=" + SOMEBODY + " (expected: 0)");

        Files.setAttribute(file, "unix:uid", 0);
        Files.setAttribute(directory, "unix:uid", SOMEBODY);
        assertThat(CacheTrust.problemOfFile(file)).startsWith("owned by somebody else: path=" + directory);
    }

    @Test
    void problem_noFile_isTold() throws IOException {
        assertThat(CacheTrust.problemOfFile(directory)).startsWith("not a file: path=" + directory);
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        assertThat(CacheTrust.problemOfFile(link)).startsWith("not a file: path=" + link);
    }
}
