// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonTest {
    private final StringBuilder text = new StringBuilder();
    private final Json json = new Json(text);

    @Test
    void micros_ofAnySign_keepIt() throws IOException {
        for (long nanos : new long[] {-2_000, -1_500, -1_000, -500, 0, 500, 1_500}) {
            json.micros(nanos);
        }
        assertThat(text).hasToString("-2,-1.500,-1,-0.500,0,0.500,1.500");
    }

    @Test
    void value_withHalfAPair_canBeEncoded() throws IOException {
        json.value("a\uD83Db").value("\uD83D\uDE00");
        assertThat(text).hasToString("\"a\\ud83db\",\"\\ud83d\\ude00\"");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
    }
}
