// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.benchmarks.suite.program.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private final Results results = new Results();
    private final List<Cell> order = new ArrayList<>();
    private final List<Integer> ended = new ArrayList<>();
    private final List<Cell> cells = Samples.row().cells();

    private Optional<Figures> measure(Cell cell) {
        order.add(cell);
        return Optional.of(Figures.of(Map.of()));
    }

    @Test
    void run_twoRounds_goForwardsAndBackwards() throws Exception {
        Rounds rounds = new Rounds(this::measure, results);
        rounds.run(2, cells, ended::add);

        List<Cell> expected = new ArrayList<>(cells);
        for (int i = cells.size() - 1; i >= 0; i--) {
            expected.add(cells.get(i));
        }
        assertThat(order).isEqualTo(expected);
        assertThat(ended).containsExactly(1, 2);
        assertThat(rounds.failed()).isEmpty();
    }

    @Test
    void run_oneCellFails_theOthersAreMeasured() throws Exception {
        Rounds rounds = new Rounds(
                cell -> {
                    if (cell.equals(cells.get(1))) {
                        throw new IllegalStateException("a task failed");
                    }
                    return measure(cell);
                },
                results);
        rounds.run(1, cells, ended::add);

        assertThat(rounds.failed()).containsExactly(cells.get(1));
        assertThat(results.rounds(cells.get(1))).isZero();
        assertThat(results.rounds(cells.get(2))).isEqualTo(1);
    }

    @Test
    void run_notOnThisMachine_isNoFailure() throws Exception {
        Rounds rounds = new Rounds(cell -> Optional.empty(), results);
        rounds.run(1, cells, ended::add);

        assertThat(rounds.failed()).isEmpty();
        assertThat(results.rounds(cells.get(0))).isZero();
    }
}
