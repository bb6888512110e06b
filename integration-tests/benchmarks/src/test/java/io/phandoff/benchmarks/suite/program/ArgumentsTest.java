// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @Test
    void of_words_areReadByName() {
        Arguments arguments = Arguments.of(List.of("work=lock", "cpu=50", "url=jdbc:x?user=y", "cpu=60"));

        assertThat(arguments.text("work")).isEqualTo("lock");
        assertThat(arguments.number("cpu")).isEqualTo(60);
        assertThat(arguments.text("url")).isEqualTo("jdbc:x?user=y");
        assertThat(arguments.number("ms", 7)).isEqualTo(7);
    }

    @Test
    void text_missing_isRefused() {
        assertThatThrownBy(() -> Arguments.of(List.of()).text("work")).hasMessageContaining("name=work");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cpu", "=5"})
    void of_noWord_isRefused(String word) {
        assertThatThrownBy(() -> Arguments.of(List.of(word))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "1234567890"})
    void number_noNumber_isRefused(String text) {
        assertThatThrownBy(() -> Arguments.number("cpu", text)).hasMessageContaining("cpu=" + text);
    }
}
