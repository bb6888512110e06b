// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What keeps the memory of a report bounded, and what of a long recording is left by it. */
class BoundsTest {
    @Test
    void curve_longerThanItsRoom_keepsPeaksAndEnds() {
        Curve curve = new Curve();
        int points = 10 * Curve.MOST;
        for (int i = 0; i < points; i++) {
            curve.add(i, i == 12_345 ? 999 : 1);
        }
        assertThat(curve.size()).isLessThanOrEqualTo(Curve.MOST).isGreaterThan(Curve.MOST / 4);
        assertThat(curve.most()).isEqualTo(999);
        long highest = 0;
        for (int i = 0; i < curve.size(); i++) {
            highest = Math.max(highest, curve.value(i));
        }
        assertThat(highest).isEqualTo(999);
        assertThat(curve.time(0)).isZero();
        assertThat(curve.time(curve.size() - 1)).isGreaterThan(points - 100);
    }

    @Test
    void thinned_moreThanItsRoom_coversAllEvenly() {
        Thinned<Integer> list = new Thinned<>(16);
        for (int i = 0; i < 1000; i++) {
            list.add(i);
        }
        List<Integer> kept = list.kept();
        assertThat(kept).hasSizeBetween(8, 16).isSorted().startsWith(0);
        for (int i = 1; i < kept.size(); i++) {
            assertThat(kept.get(i) - kept.get(i - 1)).isEqualTo(64);
        }
    }

    @Test
    void blocked_inMorePoolsThanAreKept_isAddedUpUnderOthers() {
        Timeline timeline = new Timeline();
        for (int i = 0; i < 600; i++) {
            timeline.blocked("p" + i, "sleep", 10);
        }
        timeline.blocked("p0", "sleep", 1);
        assertThat(timeline.blocked).hasSize(501);
        assertThat(timeline.blocked.get("p0")).containsEntry("sleep", 11L);
        assertThat(timeline.blocked.get("(others)")).containsEntry("sleep", 1000L);
    }

    @Test
    void gauge_thatThePageDoesNotDraw_isNotKept() {
        Timeline timeline = new Timeline();
        timeline.gauge(0, "p", "threads", 7);
        timeline.gauge(0, "p", "queued", 7);
        timeline.gauge(0, null, "threads", 7);
        timeline.gauge(0, null, "processors", 7);
        assertThat(timeline.curves.get("p")).containsOnlyKeys("queued");
        assertThat(timeline.curves.get(Timeline.ALL)).containsOnlyKeys("processors");
    }

    @Test
    void longest_ofMany_areTheLongestAndAllAreCounted() {
        Longest longest = new Longest();
        for (int i = 1; i <= 1000; i++) {
            longest.add(new Longest.Span(0, (i * 3L) % 1001, "w", "p", "x"));
        }
        assertThat(longest.count()).isEqualTo(1000);
        assertThat(longest.nanos()).isEqualTo(1000 * 1001 / 2);
        assertThat(longest.all()).hasSize(Longest.MOST);
        assertThat(longest.all().get(0).nanos()).isEqualTo(1000);
        assertThat(longest.all().get(Longest.MOST - 1).nanos()).isEqualTo(1001 - Longest.MOST);
    }

    @Test
    void names_sameName_hasOneNumber() {
        Names names = new Names();
        int first = names.of("a");
        assertThat(names.of("b")).isNotEqualTo(first);
        assertThat(names.of("a")).isEqualTo(first);
        assertThat(names.all()).containsExactly("a", "b");
        for (int i = 0; i < 50_000; i++) {
            names.of("n" + i);
        }
        assertThat(names.all()).hasSizeLessThan(21_000).endsWith("(others)");
        assertThat(names.all().get(names.of("one more"))).isEqualTo("(others)");
    }
}
