// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TellLimitTest {
    private final TellLimit limit = new TellLimit(100);

    @Test
    void tell_withinTheInterval_isLeftOutAndCounted() {
        assertThat(limit.tell("a", 0)).isZero();
        assertThat(limit.tell("a", 99)).isNegative();
        assertThat(limit.tell("b", 99)).isZero();
        assertThat(limit.tell("a", 100)).isEqualTo(1);
        assertThat(limit.tell("a", 200)).isZero();
    }

    @Test
    void tell_moreKeysThanItHolds_leavesNewOnesOutUntilOldOnesAreOver() {
        for (int i = 0; i < TellLimit.MOST; i++) {
            assertThat(limit.tell(Integer.toString(i), 0)).isZero();
        }
        assertThat(limit.tell("more", 50)).isNegative();
        assertThat(limit.tell("more", 100)).isZero();
    }
}
