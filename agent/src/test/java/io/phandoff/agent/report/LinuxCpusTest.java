// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LinuxCpusTest {
    private static long idleTicks(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
        return LinuxCpus.idleTicks(bytes, bytes.length);
    }

    @Test
    void idleTicks_line_isIdleAndWaitingForADisk() {
        assertThat(idleTicks("cpu  7610845 619539 1006305 5131297 10878 0 85290 266907 0 0\ncpu0 1"))
                .isEqualTo(5_131_297 + 10_878);
    }

    @Test
    void idleTicks_anythingElse_isUnknown() {
        assertThat(idleTicks("")).isEqualTo(-1);
        assertThat(idleTicks("cpu  1 2 3")).isEqualTo(-1);
        assertThat(idleTicks("cpu  1 2 3 4\n")).isEqualTo(-1);
        assertThat(idleTicks("intr 1 2 3 4 5 6\n")).isEqualTo(-1);
        assertThat(LinuxCpus.idleTicks(new byte[0], -1)).isEqualTo(-1);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void idleNanos_here_goesUpWhileThisThreadSleeps() {
        LinuxCpus cpus = new LinuxCpus();
        long before = cpus.idleNanos();
        assertThat(before).isPositive();
        Awaitility.await().atMost(2, TimeUnit.MINUTES).untilAsserted(() -> assertThat(cpus.idleNanos())
                .isGreaterThan(before));
    }
}
