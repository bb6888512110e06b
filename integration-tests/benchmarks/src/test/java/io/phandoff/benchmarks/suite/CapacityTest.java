// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.benchmarks.suite.program.Figure;
import io.phandoff.benchmarks.suite.program.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapacityTest {

    private final List<Cell> cells = new ArrayList<>();
    private final Row eighty = Samples.row().where("load", "open").where(Loads.PERCENT, "80");

    private Optional<Figures> measure(Cell cell) {
        cells.add(cell);
        return Optional.of(Figures.of(Map.of(Figure.PER_SECOND, cells.size() == 2 ? 1000.0 : 900.0)));
    }

    @Test
    void rate_ofAnOpenLoop_isThatShareOfTheBestClosedLoop() throws InterruptedException {
        assertThat(new Capacity(this::measure).rate(eighty)).hasValue(800);

        assertThat(cells).hasSize(3).allSatisfy(cell -> {
            assertThat(cell.agent()).isFalse();
            assertThat(cell.row().work())
                    .containsEntry("load", "closed")
                    .containsEntry("work", "starved")
                    .doesNotContainKey(Loads.PERCENT);
        });
    }

    @Test
    void rate_sameWorkAtAnotherLoad_isNotMeasuredAgain() throws InterruptedException {
        Capacity capacity = new Capacity(this::measure);
        capacity.rate(eighty);

        assertThat(capacity.rate(eighty.where(Loads.PERCENT, "50"))).hasValue(500);
        assertThat(cells).hasSize(3);
        capacity.rate(eighty.where(Row.QUOTA, "1"));
        assertThat(cells).as("another work").hasSize(6);
    }

    @Test
    void rate_notOnThisMachine_isEmpty() throws InterruptedException {
        assertThat(new Capacity(cell -> Optional.empty()).rate(eighty)).isEmpty();
    }
}
