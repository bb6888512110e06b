// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench.svg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTicksTest {

    @Test
    void around_valuesBetweenTicks_beginsBelowAndEndsAbove() {
        assertThat(LogTicks.around(13, 450)).containsExactly(10.0, 20.0, 50.0, 100.0, 200.0, 500.0);
        assertThat(LogTicks.around(0.3, 2)).containsExactly(0.2, 0.5, 1.0, 2.0);
    }

    @Test
    void isPowerOfTen_onlyOneTenHundred_isTrue() {
        assertThat(LogTicks.around(0.1, 100)).filteredOn(LogTicks::isPowerOfTen).containsExactly(0.1, 1.0, 10.0, 100.0);
    }
}
