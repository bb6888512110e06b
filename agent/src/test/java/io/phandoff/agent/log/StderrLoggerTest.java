// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StderrLoggerTest {
    private static final String DATE = "\\[phandoff \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}] ";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StderrLogger log = new StderrLogger(new PrintStream(out, false, StandardCharsets.UTF_8));

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void linesOfAnyLevel_haveDateAndLevel() {
        log.info("started");
        log.warn("a={}", 1);
        log.error("b");

        assertThat(lines()).hasSize(3);
        assertThat(lines().get(0)).matches(DATE + "INFO started");
        assertThat(lines().get(1)).matches(DATE + "WARN a=1");
        assertThat(lines().get(2)).matches(DATE + "ERROR b");
    }

    @Test
    void debug_isOff() {
        log.debug("no");

        assertThat(lines()).isEmpty();
    }

    @Test
    void cause_isBehindTheLine() {
        log.warn("failed", new IllegalStateException("bad"));

        assertThat(lines().get(0)).endsWith("WARN failed");
        assertThat(lines().get(1)).isEqualTo("java.lang.IllegalStateException: bad");
    }
}
