// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailTest {
    @TempDir
    Path directory;

    @Test
    void request_writtenAndRead_isTheSame() throws IOException {
        Request request = new Request("1.2", 34, "attach", List.of("a=b,c=d"));
        request.write(directory);
        assertThat(Request.read(directory)).isEqualTo(request);
    }

    @Test
    void request_ofAnotherProtocol_isRefusedWithWhatWasExpected() throws IOException {
        Files.writeString(directory.resolve("request"), "phandoff-command 9\n1.2\n0\ndump\n");
        assertThatThrownBy(() -> Request.read(directory))
                .hasMessageContaining("first-line=phandoff-command 9 (expected: phandoff-command 1");
    }

    @Test
    void request_linkOrDirectoryOfAll_isRefused() throws IOException {
        Path box = Files.createTempDirectory(directory, "box");
        Path real = new Request("1.2", 34, "dump", List.of()).write(directory);
        Files.createSymbolicLink(box.resolve(Request.FILE), real);
        assertThatThrownBy(() -> Request.read(box)).hasMessageStartingWith("not a file: path=");

        Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
        assertThatThrownBy(() -> Request.read(link)).hasMessageStartingWith("not a mailbox: path=");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> Request.read(directory)).hasMessageStartingWith("not a mailbox: path=");
        assertThatThrownBy(() -> Reply.done("text").write(directory)).hasMessageStartingWith("not a mailbox: path=");
        assertThat(directory.resolve(Reply.PART)).doesNotExist();
    }

    @Test
    void reply_linkInItsPlace_isReplacedAndNotFollowed() throws IOException {
        Path victim = Files.writeString(directory.resolve("victim"), "as it was");
        Files.createSymbolicLink(directory.resolve(Reply.PART), victim);
        Files.createSymbolicLink(directory.resolve(Reply.FILE), victim);
        Reply.done("text").write(directory);
        assertThat(victim).hasContent("as it was");
        assertThat(Reply.read(directory)).isEqualTo(Reply.done("text"));
    }

    @Test
    void reply_writtenTwice_isTheNewestAndWhole() throws IOException {
        assertThat(Reply.read(directory)).isNull();
        Reply.refused("no\nway").write(directory);
        assertThat(Reply.read(directory)).isEqualTo(new Reply(false, 1, "no\nway"));
        new Reply(true, 2, "").write(directory);
        assertThat(Reply.read(directory)).isEqualTo(new Reply(true, 2, ""));
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void reconfiguration_whatCannotChange_isRefusedAndNothingIsChanged() {
        assertThat(Reconfiguration.of("").text()).startsWith("the agent runs in that process already (expected: mode");
        assertThat(Reconfiguration.of("mode=off,grow=false").text())
                .startsWith(
                        "cannot be changed while the agent runs: phandoff.grow=false (expected: one of mode, procs");
        assertThat(Reconfiguration.of("procs=0").text()).isEqualTo("wrong value: phandoff.procs=0 (expected: 1..1024)");
    }

    @Test
    void mode_unknown_isRefused() {
        assertThat(Commands.mode("up"))
                .isEqualTo(Reply.refused("no such mode: mode=up (expected: on, observe or off)"));
    }
}
