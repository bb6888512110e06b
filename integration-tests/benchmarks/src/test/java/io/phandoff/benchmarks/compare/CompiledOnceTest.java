// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompiledOnceTest {

    @Test
    void flags_ofTheRuntime_nameTheSlowPartsOfItsHooks() {
        assertThat(CompiledOnce.flags())
                .startsWith("-XX:CompileCommand=quiet")
                .contains(
                        "-XX:CompileCommand=dontinline,io.phandoff.runtime.BlockingCalls::enterHard",
                        "-XX:CompileCommand=dontinline,io.phandoff.runtime.TaskBoundary::fetchEnd")
                .doesNotContain("-XX:CompileCommand=dontinline,io.phandoff.runtime.Hooks::enterHard");
    }
}
