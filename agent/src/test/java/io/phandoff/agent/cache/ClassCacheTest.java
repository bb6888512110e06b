// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cache;

import static io.phandoff.agent.cache.CacheSamples.CLASSES;
import static io.phandoff.agent.cache.CacheSamples.CONTENT;
import static io.phandoff.agent.cache.CacheSamples.NAME;
import static io.phandoff.agent.cache.CacheSamples.OF_IMAGE;
import static io.phandoff.agent.cache.CacheSamples.OF_JVM;
import static io.phandoff.agent.cache.CacheSamples.REWRITTEN;
import static io.phandoff.agent.cache.CacheSamples.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassCacheTest {
    private static final String KEY = "agent=1\nhome=\u00e9";

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = directory.resolve("a.cache");
        CacheWriter.write(file, KEY, CONTENT, CLASSES);
    }

    @Test
    void find_bytesThatItWasMadeFrom_isWhatWasWritten() throws IOException {
        ClassCache cache = new ClassCache(file.toFile(), KEY);

        assertThat(cache.content()).isEqualTo(CONTENT);
        assertThat(cache.find(NAME, OF_IMAGE).bytes()).isEqualTo(REWRITTEN);
        assertThat(cache.find(NAME, OF_IMAGE).missing()).isEmpty();
        assertThat(cache.find(NAME, OF_JVM).bytes()).isEqualTo(bytes("with hooks, too"));
        assertThat(cache.find(NAME, OF_JVM).missing()).containsExactly("a.B.f()V");
    }

    @Test
    void find_otherBytesOrName_isNull() throws IOException {
        ClassCache cache = new ClassCache(file.toFile(), KEY);

        byte[] sameLength = OF_IMAGE.clone();
        sameLength[3]++;
        assertThat(cache.find(NAME, sameLength)).isNull();
        assertThat(cache.find(NAME, bytes("longer or shorter"))).isNull();
        assertThat(cache.find("a/C", OF_IMAGE)).isNull();
    }

    @Test
    void find_afterClose_readsTheFileAgain() throws IOException {
        ClassCache cache = new ClassCache(file.toFile(), KEY);
        cache.close();

        assertThat(cache.find(NAME, OF_IMAGE).bytes()).isEqualTo(REWRITTEN);
    }

    @Test
    void find_fileReplacedOrGoneMeanwhile_isNull() throws IOException {
        ClassCache cache = new ClassCache(file.toFile(), KEY);
        cache.close();
        byte[] other = Files.readAllBytes(file);
        Arrays.fill(other, CacheWriter.HEADER, other.length, (byte) 0);
        Files.write(file, other);

        assertThat(cache.find(NAME, OF_IMAGE)).isNull();

        Files.delete(file);
        assertThat(cache.find(NAME, OF_IMAGE)).isNull();
    }

    @Test
    void open_anyByteChanged_isRefused() throws IOException {
        byte[] good = Files.readAllBytes(file);
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 0x10;
            Files.write(file, bad);
            assertThatThrownBy(() -> new ClassCache(file.toFile(), KEY))
                    .as("byte %s", at)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void open_anyNumberOfBytesCutOff_isRefused() throws IOException {
        byte[] good = Files.readAllBytes(file);
        for (int length = 0; length < good.length; length++) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThatThrownBy(() -> new ClassCache(file.toFile(), KEY))
                    .as("length %s", length)
                    .isInstanceOf(IOException.class);
        }
        Files.write(file, Arrays.copyOf(good, good.length + 1));
        assertThatThrownBy(() -> new ClassCache(file.toFile(), KEY)).isInstanceOf(IOException.class);
    }

    @Test
    void open_otherKey_isRefused() {
        assertThatThrownBy(() -> new ClassCache(file.toFile(), "agent=2"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another JVM, agent or options");
    }

    @Test
    void write_leavesNothingButTheFile() throws IOException {
        CacheWriter.write(file, KEY, CONTENT, CLASSES);

        try (var entries = Files.list(directory)) {
            assertThat(entries).containsExactly(file);
        }
    }

    @Test
    void write_leftOversOfStartsThatWereKilled_areRemovedIfTheyAreOld() throws IOException {
        Path old = Files.createTempFile(directory, ".phandoff-", ".tmp");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(2, ChronoUnit.HOURS)));
        Path fresh = Files.createTempFile(directory, ".phandoff-", ".tmp");
        Path foreign = Files.createTempFile(directory, "other-", ".tmp");
        Files.setLastModifiedTime(foreign, FileTime.from(Instant.now().minus(2, ChronoUnit.HOURS)));

        CacheWriter.write(file, KEY, CONTENT, CLASSES);

        try (var entries = Files.list(directory)) {
            assertThat(entries).containsExactlyInAnyOrder(file, fresh, foreign);
        }
    }
}
