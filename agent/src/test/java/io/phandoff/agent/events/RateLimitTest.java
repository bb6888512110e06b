// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long SECOND = 1_000_000_000L;

    private final RateLimit limit = new RateLimit();
    private final RunLimit setting = new RunLimit();

    @AfterEach
    void putBack() {
        setting.setValue(Long.toString(RunLimit.DEFAULT));
    }

    @Test
    void tryPass_moreThanASecondAllows_passesTheFirst() {
        for (int i = 0; i < 5; i++) {
            assertThat(limit.tryPass(-SECOND + i, 3)).isEqualTo(i < 3);
        }
    }

    @Test
    void tryPass_inTheNextSecond_passesAgain() {
        limit.tryPass(7, 1);
        assertThat(limit.tryPass(6 + SECOND, 1)).isFalse();
        assertThat(limit.tryPass(7 + SECOND, 1)).isTrue();
    }

    @Test
    void setting_ofSeveralRecordings_isTheLargest() {
        assertThat(setting.combine(Set.of("10", "30000", "x"))).isEqualTo("30000");
        assertThat(setting.combine(Set.of())).isEqualTo(Long.toString(RunLimit.DEFAULT));
        setting.setValue("17");
        assertThat(RunLimit.perSecond()).isEqualTo(17);
        assertThat(setting.getValue()).isEqualTo("17");
    }

    @Test
    void setting_ofNonsense_isTheDefault() {
        setting.setValue("many");
        assertThat(RunLimit.perSecond()).isEqualTo(RunLimit.DEFAULT);
        setting.setValue("-3");
        assertThat(RunLimit.perSecond()).isZero();
    }
}
