// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.benchmarks.suite.program.Figure;
import io.phandoff.benchmarks.suite.program.Figures;
import io.phandoff.benchmarks.suite.program.Pool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairReportTest {

    private final Cell cell = Samples.cell(Samples.row(), 200, true);
    private final PairResults results = new PairResults();
    private final PairReport report = new PairReport(results);

    private void pair(double perSecond, double p99) {
        results.add(cell, figures(1000, 10), figures(1000 * perSecond, 10 * p99));
    }

    private static Figures figures(double perSecond, double p99) {
        return Figures.of(Map.of(Figure.PER_SECOND, perSecond, Figure.P99, p99, Figure.CPU_PER_TASK, 50.0));
    }

    private void pairs(double... perSecond) {
        results.begin(cell);
        for (double each : perSecond) {
            pair(each, 1);
        }
    }

    @Test
    void of_twoRounds_hasIntervalOfAllPairsAndRangeOfTheRounds() {
        pairs(0.99, 1.0, 1.01);
        pairs(1.02, 1.03, 1.04);

        List<String> lines = report.of("caption", List.of(cell));

        assertThat(lines).hasSize(5).startsWith("caption");
        assertThat(lines.get(4))
                .isEqualTo(
                        "| x.sample | 200 | 1,000 | 1.015 [0.990..1.040] (1.000..1.030) | 10.0 | 1.000 [1.000..1.000] |"
                                + " 1.000 | met |");
    }

    @Test
    void text_medianTooLow_missed() {
        pairs(0.95, 0.95, 0.96, 0.96, 0.97, 0.97);

        assertThat(report.text(cell)).endsWith(": **MISSED**");
    }

    @Test
    void text_medianTooLowButTheIntervalIsNot_saysSo() {
        pairs(0.95, 0.95, 0.96, 0.97, 0.97, 1.02);

        assertThat(report.text(cell)).endsWith(": missed, within the interval");
    }

    @Test
    void text_p99TooHigh_missed() {
        results.begin(cell);
        for (int i = 0; i < 6; i++) {
            pair(1, 1.2);
        }

        assertThat(report.text(cell)).endsWith(": **MISSED**");
    }

    @Test
    void text_nothingMeasured_isNoVerdict() {
        assertThat(report.text(cell)).endsWith(": not measured");
    }

    @Test
    void ratio_nothingToDivideBy_isLeftOut() {
        results.begin(cell);
        results.add(cell, figures(0, 10), figures(5, 10));

        assertThat(results.ratio(cell, Figure.PER_SECOND)).isEmpty();
        assertThat(results.rounds(cell, Figure.PER_SECOND)).isEmpty();
    }

    @Test
    void cells_againstNoAgent_leaveOutWhatIsStarvedWithout() {
        SuiteOptions harm = SuiteOptions.parse(List.of("pairs=3"));
        SuiteOptions agents = SuiteOptions.parse(List.of("pairs=3", "against.phandoff.slice=1ms"));

        assertThat(Pairs.cells(List.of(Samples.row()), harm)).containsExactly(cell);
        assertThat(Pairs.cells(List.of(Samples.row()), agents))
                .extracting(Cell::pool)
                .containsExactly(Pool.fixed(2), Pool.fixed(200));
    }
}
