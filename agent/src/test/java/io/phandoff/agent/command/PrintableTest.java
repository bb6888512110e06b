// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void line_whatSteersATerminal_isReplaced() {
        assertThat(Printable.line("a\u001b[2Jb\nc\rd\u009be\u202ef\u2028g\ud800h"))
                .isEqualTo("a?[2Jb?c?d?e?f?g?h");
    }

    @Test
    void line_lettersOfAnyScript_stay() {
        assertThat(Printable.line("http-1 \u00fc \u4e16 \ud83d\ude00")).isEqualTo("http-1 \u00fc \u4e16 \ud83d\ude00");
    }

    @Test
    void lines_lineEnds_stay() {
        assertThat(Printable.lines("a\nb\r\u0007c")).isEqualTo("a\nb??c");
    }
}
