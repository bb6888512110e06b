// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlatLineDataTest {

    private final FlatLineData data = FlatLineSamples.data();

    @Test
    void csv_readAgain_isTheSame() {
        assertThat(FlatLineData.parse(data.csv())).isEqualTo(data);
    }

    @Test
    void parse_somethingElse_saysSo() {
        assertThatThrownBy(() -> FlatLineData.parse(List.of("a,b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a flat line");
    }

    @Test
    void best_virtualThreadsFaster_isTheBestFixedSizeWithout() {
        assertThat(data.best(FlatLineWork.SLEEP)).contains(FlatLineSamples.row("200", false, 1000, 10));
        assertThat(data.best(FlatLineWork.JDBC)).isEmpty();
    }

    @Test
    void table_oneSizeBelowTheGoal_saysWhich() {
        List<String> table = FlatLineReport.table(data);

        assertThat(table).hasSize(2 + data.rows().size());
        assertThat(table)
                .filteredOn(line -> line.endsWith(" MISSED"))
                .singleElement()
                .asString()
                .startsWith("sleep   2 ");
        assertThat(table).filteredOn(line -> line.endsWith(" met")).hasSize(2);
    }

    @Test
    void summary_oneSizeBelowTheGoal_isNotFlat() {
        assertThat(FlatLineReport.summary(data))
                .containsExactly(
                        "sleep  best without: 1,000/s at 200; with the agent: 0.90 to 1.00 of it, lowest 900/s at 2: NOT FLAT",
                        "       p99 without: lowest 10.0 ms at 200; with the agent: highest 20.0 ms at 2, 2.00 times that");
    }

    @Test
    void of_rounds_medianLowestAndHighest() {
        FlatLineCell cell = new FlatLineCell(FlatLineWork.MIXED, PoolKind.CACHED, true);
        List<FlatLineTurn> turns = List.of(
                FlatLineTurn.parse("300.0 50.0 7.0 20"),
                FlatLineTurn.parse("100.0 40.0 9.0 30"),
                FlatLineTurn.parse("200.0 30.0 8.0 10"));

        assertThat(FlatLineRow.of(cell, turns))
                .isEqualTo(new FlatLineRow(
                        cell,
                        3,
                        new Spread(200, 100, 300),
                        new Spread(8, 7, 9),
                        new Spread(20, 10, 30),
                        new Spread(40, 30, 50)));
    }
}
