// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.JavaHomes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark of the picture still works: a few tasks of each kind for a moment. It holds no figure to anything. */
class FlatLineIT {

    private static final String SHORT = "rounds=1 in-flight=20 warm-up-millis=100 millis=200 ";

    @Test
    void bench_everyWorkOnAPoolOfTwo_isMeasuredAndDrawn(@TempDir Path directory)
            throws IOException, InterruptedException {
        FlatLineData data = measure(SHORT + "pools=2", directory);

        assertThat(data.rows()).hasSize(2 * FlatLineWork.values().length).allSatisfy(FlatLineIT::hasFigures);
        assertThat(directory.resolve("flat-line.svg"))
                .content()
                .contains("jdbc/2/with")
                .endsWith("</svg>\n");
        assertThat(directory.resolve("flat-line.csv")).content().contains("\nmixed,2,with,1,");
    }

    @Test
    void bench_poolsWithoutASize_areMeasuredAsWell(@TempDir Path directory) throws IOException, InterruptedException {
        FlatLineData data = measure(SHORT + "works=sleep pools=cached,virtual", directory);

        int pools = PoolKind.VIRTUAL.existsOn(JavaHomes.newest().feature()) ? 2 : 1;
        assertThat(data.rows()).hasSize(2 * pools).allSatisfy(FlatLineIT::hasFigures);
    }

    /** A cell whose tasks failed or did not all end has no row. */
    private static void hasFigures(FlatLineRow row) {
        assertThat(row.perSecond().lowest()).isPositive();
        assertThat(row.p99Millis().lowest()).isPositive();
        assertThat(row.cpuMicros().lowest()).isPositive();
        assertThat(row.threads().lowest()).isGreaterThanOrEqualTo(1);
    }

    private static FlatLineData measure(String words, Path directory) throws IOException, InterruptedException {
        List<String> all = List.of((words + " out=" + directory).split(" ", -1));
        return FlatLineBench.measure(JavaHomes.newest(), FlatLineOptions.parse(all));
    }
}
