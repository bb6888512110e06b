// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    @Test
    void parse_nothing_isHelp() throws UsageException {
        assertThat(Arguments.parse(List.of()).command()).isEqualTo(Arguments.HELP);
    }

    @Test
    void parse_attachWithOptions_hasPidAndOptions() throws UsageException {
        Arguments arguments = Arguments.parse(List.of("attach", "12", "mode=observe,procs=4"));
        assertThat(arguments).isEqualTo(new Arguments("attach", 12, List.of("mode=observe,procs=4")));
    }

    @Test
    void parse_report_takesAllThatFollows() throws UsageException {
        assertThat(Arguments.parse(List.of("report", "a.jfr", "-o", "b.html")).rest())
                .containsExactly("a.jfr", "-o", "b.html");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dumb | unknown command: dumb (expected: --version,",
                "dump | missing argument: command=dump (expected: dump <pid>)",
                "dump x | not a process: pid=x (expected: a number",
                "dump 0 | not a process: pid=0 (expected: a number",
                "dump 1 2 | too many arguments: command=dump first=2 (expected: dump <pid>)",
                "attach 1 a=1 b=2 | too many arguments: command=attach first=b=2 (expected: attach <pid> [key=value,...])",
                "print-config a=1 b=2 | too many arguments: command=print-config first=b=2 (expected: print-config [key=",
                "--version x | too many arguments: command=--version first=x (expected: --version)",
                "--help x | too many arguments: command=--help first=x (expected: --help)",
                "mode 1 | missing argument: command=mode (expected: mode <pid> on|observe|off)",
                "mode 1 up | no such mode: mode=up (expected: on, observe or off)",
                "stats 1 --wach | unknown option: --wach (expected: --watch)",
                "prepare | missing argument: command=prepare (expected: prepare <directory> [key=value,...])",
                "prepare a b c | too many arguments: command=prepare first=c (expected: prepare <directory> [key=value,...])",
                "list 1 | too many arguments: command=list first=1 (expected: list)",
            })
    void parse_wrong_saysWhatIsExpected(String line, String message) {
        assertThatThrownBy(() -> Arguments.parse(List.of(line.split(" "))))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(message);
    }
}
