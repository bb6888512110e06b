// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void parse_whatItPrinted_isTheSame() {
        Figures figures = Figures.of(Map.of(Figure.PER_SECOND, 195.5, Figure.THROTTLED, Double.NaN, Figure.CPUS, 1.0));

        Figures read = Figures.parse(figures.toString());

        assertThat(read.get(Figure.PER_SECOND)).isEqualTo(195.5);
        assertThat(read.get(Figure.CPUS)).isEqualTo(1.0);
        assertThat(read.get(Figure.THROTTLED)).isNaN();
        assertThat(read.get(Figure.P99)).as("never measured").isNaN();
    }

    @Test
    void text_ofAnySize_hasAboutThreeDigits() {
        assertThat(Figure.P99.text(0.0213)).isEqualTo("0.02");
        assertThat(Figure.P99.text(12.34)).isEqualTo("12.3");
        assertThat(Figure.P99.text(1797.4)).isEqualTo("1,797");
        assertThat(Figure.PER_SECOND.text(16123.4)).isEqualTo("16,123");
        assertThat(Figure.THREADS.text(9)).isEqualTo("9");
        assertThat(Figure.CPUS.text(Double.NaN)).isEqualTo("-");
    }
}
