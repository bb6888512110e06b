// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import static io.phandoff.benchmarks.suite.Samples.add;
import static io.phandoff.benchmarks.suite.Samples.cell;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportsTest {

    private final Row row = Samples.row(Targets.ofBest(0.95));
    private final Results results = new Results();

    @BeforeEach
    void measured() {
        add(results, cell(row, 2, false), 195, 1000);
        add(results, cell(row, 200, false), 16_000, 20);
        add(results, cell(row, 2, true), 15_000, 30);
        add(results, cell(row, 2, true), 15_600, 31);
    }

    @Test
    void markdown_ofARow_isATableWithRatiosAndTargets() {
        List<String> lines = MarkdownReport.of("caption", List.of(row), results);

        assertThat(lines)
                .startsWith("caption", "", "### x.sample")
                .hasSize(1 + 7 + row.cells().size());
        assertThat(lines)
                .contains("| 2 | **with** | 78.46 | 0.96 | 0.03 | 15,300 [15,000..15,600] | - | 30.5 [30.0..31.0] |"
                        + " - | - | - | - | - | - | - | >= 0.95 of best: met |")
                .contains("| 200 | without |  | 1.00 |  | 16,000 | - | 20.0 | - | - | - | - | - | - | - |  |")
                .contains("| virtual | without |  |  |  | - | - | - | - | - | - | - | - | - | - |  |");
        assertThat(lines.stream().filter(line -> line.startsWith("|")).map(ReportsTest::columns))
                .containsOnly(columns(lines.get(6)));
    }

    private static long columns(String line) {
        return line.chars().filter(c -> c == '|').count();
    }

    @Test
    void csv_hasALineACell_withMedianLowestAndHighest() {
        List<String> lines = CsvReport.of(List.of(row), results);

        assertThat(lines).hasSize(1 + row.cells().size());
        assertThat(lines.get(0))
                .startsWith("row,pool,agent,rounds,with_without,with_best,p99_with_without,per_second,");
        assertThat(lines)
                .anyMatch(line ->
                        line.startsWith("x.sample,2,with,2,78.462,0.956,0.031,15300.000,15000.000,15600.000,,,,"));
        assertThat(lines.stream().map(line -> line.split(",", -1).length)).containsOnly(7 + 3 * 10);
    }
}
