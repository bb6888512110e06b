// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... args) {
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        return Report.run(args, stream, stream);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void run_wrongArguments_saysWhatIsWrongAndHowItIsCalled() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("a.jfr", "-o")).isEqualTo(2);
        assertThat(run("a.jfr", "--colour", "x")).isEqualTo(2);
        assertThat(run("a.jfr", "b.jfr")).isEqualTo(2);
        assertThat(said())
                .contains("no recording (expected: a file of Flight Recorder)", "file missing: option=-o")
                .contains("unknown option: option=--colour", "too many files: file=b.jfr")
                .contains("usage: report <recording.jfr> [-o <report.html>] [--trace <out.json>]");
    }

    @Test
    void run_noSuchFile_isOneLine(@TempDir Path directory) {
        assertThat(run(directory.resolve("none.jfr").toString())).isEqualTo(1);
        assertThat(said()).startsWith("report failed: cannot read: file=").hasLineCount(1);
    }

    @Test
    void run_fileOfSomethingElse_isOneLine(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("a.jfr"), "not a recording, but some text that is long enough\n".repeat(9));
        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(said()).startsWith("report failed: ").hasLineCount(1);
    }

    @Test
    void run_recordingWithoutTheAgent_saysSoAndWritesNoPage(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("a.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            recording.stop();
            recording.dump(file);
        }
        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(said()).contains("no events of phandoff in the recording: file=" + file);
        assertThat(run(file.toString(), "--trace", directory.resolve("a.json").toString()))
                .isEqualTo(1);
        assertThat(directory).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void run_outputThatIsTheRecording_isRefusedAndLeavesIt(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("a.jfr"), "precious");
        Path link = Files.createSymbolicLink(directory.resolve("b.jfr"), file);
        for (String option : new String[] {"-o", "--trace"}) {
            for (Path output : new Path[] {file, link, directory.resolve(".").resolve("a.jfr")}) {
                said.reset();
                assertThat(run(file.toString(), option, output.toString())).isEqualTo(2);
                assertThat(said()).startsWith("same file: file=" + output + " (expected: another than the recording)");
            }
        }
        assertThat(run(file.toString(), "-o", "x", "--trace", "x")).isEqualTo(2);
        assertThat(said()).contains("same file: file=x (expected: another than the page)");
        assertThat(file).hasContent("precious");
    }

    @Test
    void run_brokenRecording_leavesNoPartOfATraceButDevices(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("a.jfr"), "no recording");
        Path trace = directory.resolve("a.json");
        assertThat(run(file.toString(), "--trace", trace.toString())).isEqualTo(1);
        assertThat(trace).doesNotExist();
        assertThat(run(file.toString(), "--trace", "/dev/null")).isEqualTo(1);
        assertThat(Path.of("/dev/null")).exists();
    }
}
