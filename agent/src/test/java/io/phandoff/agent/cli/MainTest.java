// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return Main.run(
                new File("phandoff-agent.jar"),
                List.of(args),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void help_listsCommandsAndOptions() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("attach <pid>", "stop <pid>", "stats <pid> [--watch]", "-Dphandoff.procs=");
    }

    @Test
    void wrongUsage_isCodeTwoAndOneLine() {
        assertThat(run("dump")).isEqualTo(Main.WRONG_USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("phandoff: missing argument: command=dump (expected: dump <pid>)" + System.lineSeparator());
    }

    @Test
    void noSuchProcess_isCodeOne() {
        assertThat(run("dump", Long.toString(Long.MAX_VALUE))).isEqualTo(Main.NOT_DONE);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("phandoff: no such process: pid=");
    }

    @Test
    void printConfig_hasAllOptions() {
        assertThat(run("print-config", "mode=observe")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("phandoff.mode=observe", "phandoff.stats.interval=10s");
    }

    @Test
    void catchesQuit_maskOfTheKernel_tells() {
        assertThat(JvmCheck.catchesQuit(List.of("Name:\tjava", "SigCgt:\t2000000181005ccf")))
                .isTrue();
        assertThat(JvmCheck.catchesQuit(List.of("Name:\tcat", "SigCgt:\t0000000000000000")))
                .isFalse();
        assertThat(JvmCheck.catchesQuit(List.of())).isTrue();
    }
}
