// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentKeysTest {

    private final List<String> warnings = new ArrayList<>();

    @Test
    void of_everyOption_isADistinctName() {
        assertThat(OptionTable.ALL)
                .extracting(EnvironmentKeys::of)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("PHANDOFF(_[A-Z]+)+"))
                .contains("PHANDOFF_STATS_INTERVAL", "PHANDOFF_GROW_MAX_PER_POOL");
    }

    @Test
    void settings_variables_areTheOptionsTheyName() {
        assertThat(EnvironmentKeys.settings(Map.of("PHANDOFF_GROW_MAX_TOTAL", "9", "HOME", "/"), warnings))
                .containsExactly(new Setting("phandoff.grow.max-total", "9", "environment", ""));
        assertThat(warnings).isEmpty();
    }

    @Test
    void settings_unknownVariable_oneWarningWithTheNearest() {
        assertThat(EnvironmentKeys.settings(Map.of("PHANDOFF_STAT_INTERVAL", "1s"), warnings))
                .isEmpty();
        assertThat(warnings)
                .containsExactly("option-unknown key=PHANDOFF_STAT_INTERVAL nearest=PHANDOFF_STATS_INTERVAL"
                        + " source=environment");
    }

    @Test
    void settings_optionOfAPool_isSaidToBelongElsewhere() {
        assertThat(EnvironmentKeys.settings(Map.of("PHANDOFF_POOLS_DB_GROW", "off"), warnings))
                .isEmpty();
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("option-not-in-environment key=PHANDOFF_POOLS_DB_GROW expected=");
    }
}
