// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

    private final List<String> warnings = new ArrayList<>();

    @TempDir
    private Path directory;

    @Test
    void read_formatOfProperties_keepsTheLineOfEachEntry() throws IOException {
        List<Setting> settings = read("\uFEFF# a comment that ends so \\\nphandoff.a=1\r\n"
                + "  ! another\n\nphandoff.b : two,\\\n      three\nphandoff.c\\ d=\\u00e9\u00e9\\\\\nphandoff.e");

        assertThat(settings)
                .extracting(Setting::key, Setting::value)
                .containsExactly(
                        tuple("phandoff.a", "1"),
                        tuple("phandoff.b", "two,three"),
                        tuple("phandoff.c d", "\u00e9\u00e9\\"),
                        tuple("phandoff.e", ""));
        assertThat(settings)
                .extracting(setting -> setting.source().replaceAll(".*:", ""))
                .containsExactly("2", "5", "7", "8");
        assertThat(warnings).isEmpty();
    }

    @Test
    void read_malformedEntry_oneWarningAndTheOthersHold() throws IOException {
        assertThat(read("phandoff.a=\\u12\nphandoff.b=2"))
                .extracting(Setting::key)
                .containsExactly("phandoff.b");
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("config-line-malformed source=file:")
                .contains(":1 cause=");
    }

    @Test
    void read_fileThatNamesAnother_isToldSo() throws IOException {
        assertThat(read("phandoff.config=other")).isEmpty();
        assertThat(warnings).singleElement().asString().startsWith("option-ignored key=phandoff.config source=file:");
    }

    @Test
    void read_missingFile_oneWarning() {
        assertUnreadable(directory.resolve("missing"), "No such file");
    }

    @Test
    void read_directory_oneWarning() {
        assertUnreadable(directory, "not a file");
    }

    @Test
    void read_tooLong_oneWarning() throws IOException {
        Path file = directory.resolve("long");
        Files.write(file, new byte[ConfigFile.MAX_BYTES + 1]);
        assertUnreadable(file, "longer than 1048576 bytes");
    }

    @Test
    void read_notUtf8_oneWarning() throws IOException {
        Path file = directory.resolve("latin1");
        Files.write(file, "phandoff.procs=\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertUnreadable(file, "not UTF-8");
    }

    private void assertUnreadable(Path file, String cause) {
        assertThat(ConfigFile.read(new Setting("phandoff.config", file.toString(), "environment", ""), warnings))
                .isEmpty();
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("config-unreadable file=\"" + file + "\" source=environment cause=\"")
                .contains(cause);
    }

    private List<Setting> read(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), text);
        return ConfigFile.read(new Setting("phandoff.config", file.toString(), "arguments", ""), warnings);
    }
}
