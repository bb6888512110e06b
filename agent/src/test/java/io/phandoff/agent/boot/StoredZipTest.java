// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredZipTest {
    private static final int ENTRIES = 2_000;

    @TempDir
    private Path directory;

    private static byte[] content(int i) {
        return ("content " + i).repeat(i % 5).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] zipOfMany() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setComment("1.2.3");
            for (int i = 0; i < ENTRIES; i++) {
                StoredZips.put(out, "a.b.Class" + i, content(i));
            }
        }
        return bytes.toByteArray();
    }

    private static void assertHasMany(StoredZip zip) throws IOException {
        assertThat(zip.comment()).isEqualTo("1.2.3");
        for (int i = 0; i < ENTRIES; i++) {
            assertThat(zip.read(zip.find("a.b.Class" + i))).isEqualTo(content(i));
        }
        assertThat(zip.find("a.b.Class" + ENTRIES)).isZero();
        assertThat(zip.find("a.b.Clazz1")).isZero();
        assertThat(zip.find("")).isZero();
        assertThat(zip.find("\u00e4")).isZero();
    }

    @Test
    void read_everyEntry_isWhatWasWritten() throws IOException {
        assertHasMany(new StoredZip(
                Files.write(directory.resolve("a.zip"), zipOfMany()).toFile()));
    }

    @Test
    void open_zipInAZip_isRead() throws IOException {
        Path file = directory.resolve("a.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            StoredZips.put(out, "first", new byte[100]);
            StoredZips.put(out, "inner", zipOfMany());
            StoredZips.put(out, "last", new byte[100]);
        }
        StoredZip outer = new StoredZip(file.toFile());

        assertHasMany(outer.open(outer.find("inner")));
    }

    @Test
    void find_deflatedEntry_isNotThere() throws IOException {
        Path file = directory.resolve("a.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry("deflated"));
            out.write(new byte[100]);
            out.closeEntry();
        }

        assertThat(new StoredZip(file.toFile()).find("deflated")).isZero();
    }

    @Test
    void open_noZip_throws() throws IOException {
        Path file = Files.write(directory.resolve("a.zip"), new byte[300]);

        assertThatThrownBy(() -> new StoredZip(file.toFile()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a zip file");
    }
}
