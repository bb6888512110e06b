// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoggingListenerTest {

    @Test
    void passThroughLine_withCause_namesItAndItsPlace() {
        assertThat(LoggingListener.passThroughLine("sysmon died", new IllegalStateException("no state")))
                .startsWith(
                        "pass-through reason=\"sysmon died\" cause=\"java.lang.IllegalStateException: no state\" at=")
                .contains("LoggingListenerTest.passThroughLine_withCause_namesItAndItsPlace");
    }

    @Test
    void passThroughLine_withoutCause_isTheReason() {
        assertThat(LoggingListener.passThroughLine("asked", null)).isEqualTo("pass-through reason=asked");
    }
}
