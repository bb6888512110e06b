// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final Row.JavaRun RUN = new Row.JavaRun("benchmark", 1, Map.of());

    private static String line(Goal goal, Result result) {
        Row row = new Row("what", RUN, List.of(), Row.Figure.MICROS, goal);
        return Table.lines(List.of(row), Map.of("what", result)).get(1);
    }

    private static Result result(double... ours) {
        Result result = new Result();
        for (double figure : ours) {
            result.addOurs(Row.Figure.MICROS, new Measured(figure, Double.NaN, Double.NaN, 0));
        }
        return result;
    }

    @Test
    void lines_oddNumberOfRounds_medianAndRange() {
        assertThat(line(Goal.NONE, result(3000, 1000, 2000))).contains("2.0 us [1.0..3.0]");
    }

    @Test
    void lines_noFigureOfOurs_failedAndNotMet() {
        assertThat(line(Goal.timesGo(2), result())).contains("failed").doesNotContain("met");
    }

    @Test
    void lines_twiceGo_met() {
        Result result = result(3900);
        result.addGo(new Measured(2000, Double.NaN, Double.NaN, 0));
        assertThat(line(Goal.timesGo(2), result))
                .contains("1.95")
                .contains("<= 2 x Go")
                .contains(" met");
    }

    @Test
    void lines_moreThanTwiceGo_notMet() {
        Result result = result(4100);
        result.addGo(new Measured(2000, Double.NaN, Double.NaN, 0));
        assertThat(line(Goal.timesGo(2), result)).contains("NOT MET");
    }

    @Test
    void lines_withoutGo_notJudged() {
        assertThat(line(Goal.timesGo(2), result(1000)))
                .contains("<= 2 x Go", "?")
                .doesNotContainIgnoringCase("met");
    }

    @Test
    void rows_all_eachNamedOnce() {
        assertThat(Rows.all()).extracting(Row::what).doesNotHaveDuplicates();
    }

    @Test
    void fineRows_all_eachNamedOnce() {
        assertThat(FineRows.all()).extracting(Row::what).doesNotHaveDuplicates();
    }

    @Test
    void lines_limitInMicroseconds_isOfNanosecondsMeasured() {
        assertThat(line(Goal.atMost(150, 1000, "us"), result(150_000))).contains("<= 150 us", " met");
        assertThat(line(Goal.atMost(150, 1000, "us"), result(151_000))).contains("NOT MET");
    }

    @Test
    void lines_megabytes_areOfBytesMeasured() {
        Result result = new Result();
        result.addOurs(Row.Figure.MEGABYTES, new Measured(1, Double.NaN, 12_300_000, 0));
        Row row = new Row("what", RUN, List.of(), Row.Figure.MEGABYTES, Goal.atMost(20, 1e6, "MB"));
        assertThat(Table.lines(List.of(row), Map.of("what", result)).get(1)).contains("12.3 MB", " met");
    }
}
