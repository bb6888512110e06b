// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.benchmarks.SwitchLatency;
import io.phandoff.benchmarks.SwitchWay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The programs run, however short: times mean nothing here. */
@Timeout(120)
class ProgramForksTest {

    @TempDir
    private Path directory;

    private Measured measure(String... arguments) throws Exception {
        Path log = directory.resolve("log");
        Row.ProgramRun run = new Row.ProgramRun(SwitchLatency.class, List.of(arguments), List.of());
        Measured measured = ProgramForks.measure(run, log);
        assertThat(measured).as(Files.readString(log)).isNotNull();
        return measured;
    }

    @ParameterizedTest
    @EnumSource(SwitchWay.class)
    void switchLatency_eachWay_givesTimes(SwitchWay way) throws Exception {
        Measured measured = measure(way.name(), "busy", "any", "10");
        assertThat(measured.typical()).isPositive();
        assertThat(measured.p99()).isGreaterThanOrEqualTo(measured.typical());
    }

    @Test
    void switchLatency_afterACalm_givesTimes() throws Exception {
        assertThat(measure("SOFT", "calm", "any", "2").typical()).isPositive();
    }

    @Test
    void measure_programFails_isNullAndItsLogSaysWhy() throws Exception {
        Path log = directory.resolve("log");
        Row.ProgramRun run =
                new Row.ProgramRun(SwitchLatency.class, List.of("NO_SUCH_WAY", "busy", "any", "1"), List.of());
        assertThat(ProgramForks.measure(run, log)).isNull();
        assertThat(Files.readString(log)).contains("NO_SUCH_WAY");
    }
}
