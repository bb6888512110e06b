// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ExactUseTest {

    @Test
    void ran_schedstat_isItsFirstNumber() {
        assertThat(ExactUse.ran("123456789 42 7\n")).isEqualTo(123_456_789);
    }

    @Test
    void resident_status_isInBytes() {
        assertThat(ExactUse.resident(List.of("VmPeak:\t  999 kB", "VmRSS:\t   40 kB")))
                .isEqualTo(40 * 1024);
    }

    @Test
    void resident_noSuchLine_saysSo() {
        assertThatThrownBy(() -> ExactUse.resident(List.of("Name:\tjava")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("VmRSS");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void of_thisProcess_growsAsItComputes() throws IOException {
        long pid = ProcessHandle.current().pid();
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        ExactUse before;
        ExactUse after;
        do { // again if a thread has ended meanwhile, a compiler's say: its time is not counted any more
            before = ExactUse.of(pid);
            long end = System.nanoTime() + 50_000_000;
            while (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
            after = ExactUse.of(pid);
        } while (after.cpuNanos() <= before.cpuNanos() && System.nanoTime() - limit < 0);
        assertThat(after.cpuNanos()).isGreaterThan(before.cpuNanos());
        assertThat(after.ourCpuNanos()).isLessThanOrEqualTo(after.cpuNanos());
        assertThat(after.residentBytes()).isPositive();
    }
}
