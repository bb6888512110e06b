// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleDataTest {

    private static ScaleData data() {
        ScaleData data = new ScaleData();
        for (double noise : new double[] {1, 1.1, 9}) {
            data.add(10, 2, 20 * noise + " " + 6000 * noise + " " + 100 * noise + " " + 50 * noise + "\n");
            data.add(1000, 2, 21 * noise + " " + 6100 * noise + " " + 300 * noise + " " + 5000 * noise + "\n");
        }
        return data;
    }

    private static String line(ScaleFigure figure) {
        return data().table().stream()
                .filter(line -> line.startsWith(figure.label()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void medians_someRounds_areOfEachCell() {
        assertThat(data().medians(ScaleFigure.HANDOFF).get(2)).containsEntry(1000, 6100 * 1.1);
    }

    @Test
    void table_sameWithMoreWorkers_isFlat() {
        assertThat(line(ScaleFigure.SOFT)).contains("1.05 flat");
    }

    @Test
    void table_growsWithWorkers_isNotFlat() {
        assertThat(line(ScaleFigure.SYSMON)).contains("3.00 NOT FLAT");
    }

    @Test
    void table_growthGrows_isNotJudged() {
        assertThat(line(ScaleFigure.GROWTH)).contains("100.00").doesNotContain("FLAT");
    }

    @Test
    void draw_twoCellsAndOneNumberOfProcessors_aLineForEachFigure() {
        String svg = ScalePicture.draw(data());
        assertThat(svg.split("<path ", -1)).hasSize(1 + ScaleFigure.values().length);
        assertThat(svg.split("<circle ", -1)).hasSize(1 + 2 * ScaleFigure.values().length);
        assertThat(List.of("NaN", "Infinity")).noneMatch(svg::contains);
    }
}
