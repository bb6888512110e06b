// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "0ms,0",
        "1ns,1",
        "500us,500000",
        "10ms,10000000",
        "1s,1000000000",
        "2m,120000000000",
        "1h,3600000000000"
    })
    void parse_numberWithUnit_givesNanoseconds(String text, long nanos) {
        assertThat(Durations.parse(text)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "ms",
                "-1ms",
                "+1ms",
                "1.5s",
                "10 ms",
                "10MS",
                "1d",
                "9223372036854775807s",
                "99999999999999999999s"
            })
    void parse_anythingElse_throws(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Durations.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1ns", "1500us", "500us", "10ms", "1s", "90s", "2m", "24h"})
    void format_ofParsed_isTheSameText(String text) {
        assertThat(Durations.format(Durations.parse(text))).isEqualTo(text);
    }
}
