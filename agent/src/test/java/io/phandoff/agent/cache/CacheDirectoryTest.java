// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cache;

import static io.phandoff.agent.cache.CacheSamples.CLASSES;
import static io.phandoff.agent.cache.CacheSamples.CONTENT;
import static io.phandoff.agent.cache.CacheSamples.NAME;
import static io.phandoff.agent.cache.CacheSamples.OF_IMAGE;
import static io.phandoff.agent.cache.CacheSamples.REWRITTEN;
import static io.phandoff.agent.cache.CacheSamples.directory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class CacheDirectoryTest {
    @TempDir
    private Path temporary;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = temporary.resolve("new").resolve("cache");
    }

    private CacheDirectory of(String version, String options) throws IOException {
        Files.createDirectories(temporary.resolve("new"));
        return directory(path, version, options);
    }

    @Test
    void open_nothingThere_isAbsentAndNoProblem() throws IOException {
        CacheDirectory absent = of("1", "[]");

        assertThat(absent.open()).isNull();
        assertThat(absent.isAbsent()).isTrue();
        assertThat(absent.cache()).isNull();
    }

    @Test
    void open_afterWrite_hasWhatWasWritten() throws IOException {
        of("1", "[]").write(CONTENT, CLASSES);
        CacheDirectory written = of("1", "[]");

        assertThat(written.open()).isNull();
        assertThat(written.isAbsent()).isFalse();
        assertThat(written.cache().find(NAME, OF_IMAGE).bytes()).isEqualTo(REWRITTEN);
    }

    @Test
    void open_writtenByAnotherVersionOrWithOtherOptions_isAbsent() throws IOException {
        of("1", "[]").write(CONTENT, CLASSES);

        for (CacheDirectory other : new CacheDirectory[] {of("2", "[]"), of("1", "[DNS]")}) {
            assertThat(other.open()).isNull();
            assertThat(other.isAbsent()).isTrue();
        }
    }

    @Test
    void open_writtenByAnotherJarOfTheSameVersion_isAbsent() throws IOException {
        of("1", "[]").write(CONTENT, CLASSES);
        Files.writeString(path.resolveSibling("cache.jar"), "the agent's Classes");
        CacheDirectory other = of("1", "[]");

        assertThat(other.open()).isNull();
        assertThat(other.isAbsent()).isTrue();
    }

    @Test
    void open_damagedFile_saysWhy() throws IOException {
        Path file = of("1", "[]").write(CONTENT, CLASSES);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1]++;
        Files.write(file, bytes);
        CacheDirectory damaged = of("1", "[]");

        assertThat(damaged.open()).contains("content does not have its hash");
        assertThat(damaged.cache()).isNull();
        assertThat(damaged.isAbsent()).isFalse();
    }

    @Test
    void open_fileThatOthersMayWrite_saysWhy() throws IOException {
        Path file = of("1", "[]").write(CONTENT, CLASSES);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        CacheDirectory open = of("1", "[]");

        assertThat(open.open()).startsWith("writable by others");
        assertThat(open.cache()).isNull();
    }

    @Test
    void open_byWayOfALink_isTheSame() throws IOException {
        of("1", "[]").write(CONTENT, CLASSES);
        Path jar = path.resolveSibling("cache.jar");
        Path link = Files.createSymbolicLink(temporary.resolve("link"), path);

        CacheDirectory linked = new CacheDirectory(link.toString(), jar.toFile(), "1", "[]");
        assertThat(linked.open()).isNull();
        assertThat(linked.cache()).isNotNull();
    }

    @Test
    void write_directoryThatOthersMayWrite_isRefused() throws IOException {
        CacheDirectory shared = of("1", "[]");
        Files.createDirectory(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> shared.write(CONTENT, CLASSES))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("writable by others");
        assertThat(path).isEmptyDirectory();
    }

    @Test
    void write_newDirectoryBelowOneThatOthersMayWrite_isRefusedAndMakesNothing() throws IOException {
        CacheDirectory shared = of("1", "[]");
        Files.setPosixFilePermissions(path.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> shared.write(CONTENT, CLASSES))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("writable by others");
        assertThat(path).doesNotExist();
    }

    @Test
    void open_notAPath_saysWhy() throws IOException {
        Path jar = Files.writeString(temporary.resolve("a.jar"), "classes");

        assertThat(new CacheDirectory("a\0b", jar.toFile(), "1", "[]").open()).contains("Nul character");
    }
}
