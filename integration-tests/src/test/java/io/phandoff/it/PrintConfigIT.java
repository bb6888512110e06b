// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The jar's command {@code print-config}. */
class PrintConfigIT {

    @Test
    void printConfig_withArguments_printsWhatHoldsAndWhereItIsFrom() throws Exception {
        CommandLine run = CommandLine.run(JavaHome.running(), "print-config", "procs=3,strict=true");
        assertThat(run.done().lines())
                .contains("phandoff.procs=3", "phandoff.strict=true")
                .anyMatch(line -> line.startsWith("#") && line.contains("phandoff.slice="))
                .noneMatch(line -> line.startsWith("phandoff.slice="));
        assertThat(run.err()).as("%s", run).isEmpty();
    }
}
