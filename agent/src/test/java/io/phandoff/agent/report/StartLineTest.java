// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.agent.config.AgentOptions;
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
                .isEqualTo("started version=1.2.3 jdk=" + Runtime.version()
                        + " processors=3 hook-points=70/72 options=phandoff.procs=3");
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
    void warnings_classNotRewritten_namesItAndWhy() {
        InstallReport failed = InstallReports.failed("a/B", new IllegalStateException("bad"));

        assertThat(StartLine.warnings(failed))
                .containsExactly("class-not-rewritten class=a.B cause=\"java.lang.IllegalStateException: bad\"");
    }
}
