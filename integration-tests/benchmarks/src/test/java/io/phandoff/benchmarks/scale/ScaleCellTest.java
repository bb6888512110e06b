// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.benchmarks.ScaleCell;
import io.phandoff.it.AgentJvm;
import io.phandoff.it.JavaHome;
import io.phandoff.it.JvmRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** It runs: its times mean nothing here. */
@Timeout(120)
class ScaleCellTest {

    @Test
    void main_fewWorkers_printsANumberForEachFigure() throws Exception {
        JvmRun run = AgentJvm.on(JavaHome.running()).wholeClassPath().run(ScaleCell.class, "10", "2");
        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.out().get(0).split(" ", -1)).hasSize(ScaleFigure.values().length);
    }
}
