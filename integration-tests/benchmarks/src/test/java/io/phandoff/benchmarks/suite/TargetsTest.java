// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import static io.phandoff.benchmarks.suite.Samples.add;
import static io.phandoff.benchmarks.suite.Samples.cell;
import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.benchmarks.suite.program.Figure;
import io.phandoff.benchmarks.suite.program.Pool;
import org.junit.jupiter.api.Test;

class TargetsTest {

    private final Row row = Samples.row();
    private final Results results = new Results();

    private void measured(int size, double perSecond, double p99, double withPerSecond, double withP99) {
        add(results, cell(row, size, false), perSecond, p99);
        add(results, cell(row, size, true), withPerSecond, withP99);
    }

    private boolean met(Target target, int size) {
        return target.judge(cell(row, size, true), results).orElseThrow().met();
    }

    @Test
    void ofBest_isHeldAgainstTheBestSize() {
        measured(2, 100, 1, 960, 1);
        measured(200, 1000, 1, 940, 1);

        assertThat(met(Targets.ofBest(0.95), 2)).isTrue();
        assertThat(met(Targets.ofBest(0.95), 200)).isFalse();
    }

    @Test
    void notBelowVirtualThreads_whereTheyWereMeasured() {
        measured(2, 100, 1, 960, 1);
        assertThat(Targets.notBelowVirtualThreads().judge(cell(row, 2, true), results))
                .isEmpty();

        add(results, new Cell(row, Pool.VIRTUAL, false), 961, 1);
        assertThat(met(Targets.notBelowVirtualThreads(), 2)).isFalse();
    }

    @Test
    void noHarm_holdsBothFigures_whereThePoolWasNotStarved() {
        measured(2, 100, 1, 50, 9);
        measured(200, 100, 1, 98, 1.1);
        assertThat(Targets.noHarm().judge(cell(row, 2, true), results))
                .as("starved")
                .isEmpty();
        assertThat(met(Targets.noHarm(), 200)).isTrue();

        Results late = new Results();
        add(late, cell(row, 200, false), 100, 1);
        add(late, cell(row, 200, true), 120, 1.2);
        assertThat(Targets.noHarm().judge(cell(row, 200, true), late).orElseThrow())
                .hasToString("not starved: >= 0.98, p99 <= 1.1 times: **MISSED**");
    }

    @Test
    void atMost_isOfOnePoolOnly() {
        measured(2, 100, 1, 100, 31);
        Target target = Targets.atMost(Pool.fixed(2), Figure.P99, 30);

        assertThat(met(target, 2)).isFalse();
        assertThat(target.judge(cell(row, 200, true), results)).isEmpty();
    }

    @Test
    void timesWithoutAndAtMostOfWithout_compareTheSamePool() {
        measured(200, 100, 10, 125, 2);

        assertThat(met(Targets.timesWithout(1.25), 200)).isTrue();
        assertThat(met(Targets.timesWithout(1.26), 200)).isFalse();
        assertThat(met(Targets.atMostOfWithout(Figure.P99, 0.2), 200)).isTrue();
        assertThat(met(Targets.atMostOfWithout(Figure.P99, 0.1), 200)).isFalse();
    }

    @Test
    void atMostOfWithout_starvedWithout_saysNothing() {
        measured(2, 100, 10, 125, 20);

        assertThat(Targets.atMostOfWithout(Figure.P99, 0.2).judge(cell(row, 2, true), results))
                .isEmpty();
    }
}
