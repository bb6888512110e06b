// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuietTest {
    private long activity;
    private final Quiet quiet = new Quiet(() -> activity);

    @Test
    void leavesOut_firstTime_no() {
        assertThat(quiet.leavesOut()).isFalse();
    }

    @Test
    void leavesOut_nothingHappens_allButEverySixth() {
        assertThat(quiet.leavesOut()).isFalse();
        for (int i = 0; i < 3; i++) {
            for (int left = 0; left < Quiet.LEFT_OUT; left++) {
                assertThat(quiet.leavesOut()).isTrue();
            }
            assertThat(quiet.leavesOut()).isFalse();
        }
    }

    @Test
    void leavesOut_somethingHappened_noAndCountsAnew() {
        quiet.leavesOut();
        quiet.leavesOut();
        activity = 7;
        assertThat(quiet.leavesOut()).isFalse();
        for (int left = 0; left < Quiet.LEFT_OUT; left++) {
            assertThat(quiet.leavesOut()).isTrue();
        }
        assertThat(quiet.leavesOut()).isFalse();
    }

    @Test
    void leavesOut_onlyWeChangedIt_yes() {
        quiet.leavesOut();
        activity = 7;
        quiet.gathered();
        assertThat(quiet.leavesOut()).isTrue();
    }
}
