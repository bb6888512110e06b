// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuStatTest {

    @Test
    void throttledMillis_bothVersions_areRead() {
        assertThat(CpuStat.throttledMillis(List.of("nr_periods 3", "nr_throttled 2", "throttled_time 504000000")))
                .isEqualTo(504);
        assertThat(CpuStat.throttledMillis(List.of("usage_usec 1", "throttled_usec 504000")))
                .isEqualTo(504);
    }

    @Test
    void throttledMillis_noFileOrNoLine_isNoNumber() {
        assertThat(CpuStat.throttledMillis(Path.of("/nonexistent/cpu.stat"))).isNaN();
        assertThat(CpuStat.throttledMillis(List.of("usage_usec 1"))).isNaN();
    }
}
