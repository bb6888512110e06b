// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.benchmarks.suite.program.Pool;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {

    /** What a round takes, about ten minutes at five seconds a cell. */
    private static final int MOST_CELLS = 120;

    private static List<Row> rows(int feature, String... words) {
        return Rows.of(SuiteOptions.parse(Arrays.asList(words)), 2, feature);
    }

    private static List<Cell> cells(List<Row> rows) {
        return rows.stream().flatMap(row -> row.cells().stream()).toList();
    }

    @Test
    void of_byDefault_hasEachLetterAndNoNameTwice() {
        List<Row> rows = rows(25);

        assertThat(rows).extracting(row -> row.id().charAt(0)).contains('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
        assertThat(rows).extracting(Row::id).doesNotHaveDuplicates();
        assertThat(cells(rows)).hasSizeLessThanOrEqualTo(MOST_CELLS).doesNotHaveDuplicates();
        assertThat(rows).allSatisfy(row -> assertThat(row.with()).isNotEmpty());
    }

    @Test
    void of_oldJdk_hasNoVirtualThreads() {
        assertThat(cells(rows(17))).extracting(Cell::pool).isNotEmpty().doesNotContain(Pool.VIRTUAL);
    }

    @Test
    void of_filter_leavesWhatBeginsSo() {
        assertThat(rows(25, "rows=c.lock,d"))
                .extracting(Row::id)
                .containsExactly("c.lock200", "c.lock2000", "d.reads", "d.commits");
    }

    @Test
    void of_pools_replaceTheSizesOfEachRow() {
        Row row = rows(25, "rows=c.monitor200", "pools=4,go").get(0);

        assertThat(row.without()).as("has no Go").containsExactly(Pool.fixed(4));
        assertThat(row.with()).containsExactly(Pool.fixed(4));
    }

    @Test
    void of_cross_isEachWithEach() {
        List<Row> rows = rows(25, "rows=a", "cpu=50,500", "block=sleep,park", "ms=1", "load=closed,95");

        assertThat(rows).extracting(Row::id).hasSize(8).contains("a.sleep1.cpu50.closed", "a.park1.cpu500.open95");
    }

    @Test
    void of_inFlight_replacesThatOfClosedLoopsOnly() {
        List<Row> rows = rows(25, "rows=a", "in-flight=10");

        assertThat(rows)
                .filteredOn(row -> row.work().containsKey("in-flight"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.work()).containsEntry("in-flight", "10"));
        assertThat(rows)
                .anySatisfy(row ->
                        assertThat(row.work()).containsEntry("load", "open").doesNotContainKey("in-flight"));
    }

    @Test
    void of_openLoop_comesAtAShareOfWhatTheCpusCanDo() {
        Row row = rows(25, "rows=a", "cpu=500", "load=80").get(0);

        assertThat(row.work()).containsEntry(Loads.PERCENT, "80");
        assertThat(row.text()).endsWith("open loop at 80 % of what a pool of 200 does without the agent");
    }

    @Test
    void starves_sleepingWork_needsAThreadForEachTaskThatSleeps() {
        Row row = rows(25, "rows=a.sleep10.cpu50.closed").get(0);

        assertThat(row.starves(Pool.fixed(16))).isTrue();
        assertThat(row.starves(Pool.fixed(2000))).isFalse();
        assertThat(row.starves(Pool.VIRTUAL)).isFalse();
        assertThat(rows(25, "rows=e.256").get(0).starves(Pool.fixed(2))).isFalse();
    }

    @Test
    void cells_ofARow_whoGoesFirstChanges() {
        Row row = rows(25, "rows=a.sleep10.cpu50.closed", "pools=2,200").get(0);

        assertThat(row.cells()).extracting(Cell::agent).containsExactly(false, true, true, false);
    }
}
