// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.agent.config.AgentOptions;
import io.phandoff.agent.hook.HookTable;
import io.phandoff.agent.transform.InstallReport;
import io.phandoff.agent.transform.InstallReports;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class StartLineTest {

    @Test
    void of_optionsGiven_tellsVersionJdkProcessorsHooksAndOptions() {
        Properties properties = new Properties();
        properties.setProperty("phandoff.procs", "3");

        assertThat(StartLine.of("1.2.3", AgentOptions.read(properties), InstallReports.of(70, 72, List.of(), null)))
                .isEqualTo("started version=1.2.3 jdk=" + System.getProperty("java.runtime.version")
                        + " processors=3 hook-points=70/72 options=\"phandoff.procs=3 (system-property)\"");
    }

    @Test
    void warnings_nothingMissing_areNone() {
        assertThat(StartLine.warnings(InstallReports.of(72, 72, List.of(), null)))
                .isEmpty();
    }

    @Test
    void warnings_pointsMissingAndTestFailed_oneLineEach() {
        assertThat(StartLine.warnings(
                        InstallReports.of(70, 72, List.of("a.B.c()V", "a.B.d()V"), "calls not seen: park")))
                .containsExactly(
                        "hook-points-missing count=2 known=72 missing=a.B.c()V,a.B.d()V",
                        "self-test-failed cause=\"calls not seen: park\"");
    }

    @Test
    void warnings_jdkNewerThanTheTable_oneLineThatSaysWhatIsMissing() {
        int newer = HookTable.NEWEST_CHECKED + 1;
        String begin = "jdk-newer-than-hook-table jdk=" + newer + " checked=" + HookTable.NEWEST_CHECKED;

        assertThat(StartLine.warnings(InstallReports.ofJdk(newer, 70, 72, List.of("a.B.c()V", "a.B.d()V"))))
                .containsExactly(begin + " hook-points=70/72 missing=a.B.c()V,a.B.d()V");
        assertThat(StartLine.warnings(InstallReports.ofJdk(newer, 72, 72, List.of())))
                .containsExactly(begin + " hook-points=72/72 missing=none");
        assertThat(StartLine.warnings(InstallReports.ofJdk(HookTable.NEWEST_CHECKED, 72, 72, List.of())))
                .isEmpty();
    }

    @Test
    void warnings_classNotRewritten_namesItAndWhy() {
        InstallReport failed = InstallReports.failed("a/B", new IllegalStateException("bad"));

        assertThat(StartLine.warnings(failed))
                .containsExactly("class-not-rewritten class=a.B cause=\"java.lang.IllegalStateException: bad\"");
    }

    @Test
    void cache_ifConfigured_isInTheLineAndItsProblemInAWarning() {
        AgentOptions options = AgentOptions.read(new Properties());

        assertThat(StartLine.of("1", options, InstallReports.withCache("used", null)))
                .endsWith(" cache=used");
        assertThat(StartLine.warnings(InstallReports.withCache("used", null))).isEmpty();
        assertThat(StartLine.warnings(InstallReports.withCache("ignored", "writable by others: path=/a")))
                .containsExactly("cache-ignored cause=\"writable by others: path=/a\"");
    }
}
