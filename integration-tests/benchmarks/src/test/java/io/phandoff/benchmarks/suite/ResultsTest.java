// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import static io.phandoff.benchmarks.suite.Samples.add;
import static io.phandoff.benchmarks.suite.Samples.cell;
import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.benchmarks.suite.program.Figure;
import io.phandoff.benchmarks.suite.program.Pool;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private final Row row = Samples.row();
    private final Results results = new Results();

    @Test
    void median_threeRounds_isTheMiddleOne() {
        add(results, cell(row, 2, false), 300, 1);
        add(results, cell(row, 2, false), 100, 1);
        add(results, cell(row, 2, false), 200, 1);

        assertThat(results.rounds(cell(row, 2, false))).isEqualTo(3);
        assertThat(results.median(cell(row, 2, false), Figure.PER_SECOND)).isEqualTo(200);
        assertThat(results.median(cell(row, 2, false), Figure.THROTTLED)).isNaN();
        assertThat(results.spread(cell(row, 2, true), Figure.PER_SECOND)).isEmpty();
    }

    @Test
    void best_isTheBestSizeWithoutTheAgent() {
        add(results, cell(row, 2, false), 100, 1);
        add(results, cell(row, 200, false), 1000, 1);
        add(results, cell(row, 200, true), 5000, 1);
        add(results, new Cell(row, Pool.VIRTUAL, false), 9000, 1);

        assertThat(results.best(row)).isEqualTo(1000);
        assertThat(results.ofBest(cell(row, 200, true))).isEqualTo(5);
    }

    @Test
    void toWithout_comparesTheSamePool() {
        add(results, cell(row, 2, false), 100, 4);
        add(results, cell(row, 2, true), 250, 2);

        assertThat(results.toWithout(cell(row, 2, true), Figure.PER_SECOND)).isEqualTo(2.5);
        assertThat(results.toWithout(cell(row, 2, true), Figure.P99)).isEqualTo(0.5);
        assertThat(results.toWithout(cell(row, 2, false), Figure.P99)).isNaN();
        assertThat(results.toWithout(cell(row, 200, true), Figure.P99)).isNaN();
    }
}
