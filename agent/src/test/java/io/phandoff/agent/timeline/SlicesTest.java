// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.agent.timeline.Slices.Slice;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlicesTest {
    private static final long US = 1_000;

    private final Slices slices = new Slices();

    @Test
    void all_addedOutOfOrder_areSortedByTheirBegin() {
        slices.add(30, 40, 1, 2);
        slices.add(10, 20, 3, 4);
        assertThat(slices.all(Slices.MOST))
                .containsExactly(new Slice(10, 20, 10, 3, 4, 1), new Slice(30, 40, 10, 1, 2, 1));
    }

    @Test
    void add_manyShortOnes_staysBoundedAndKeepsHowMuchRan() {
        int count = 20 * Slices.MOST;
        for (int i = 0; i < count; i++) {
            slices.add(i * 20L * US, i * 20L * US + 5 * US, i % 3, 7);
        }
        List<Slice> all = slices.all(Slices.MOST);
        assertThat(all)
                .hasSizeBetween(Slices.MOST / 8, Slices.MOST)
                .isSortedAccordingTo(Comparator.comparingLong(Slice::from));
        assertThat(all.stream().mapToLong(Slice::busy).sum()).isEqualTo(count * 5L * US);
        assertThat(all.stream().mapToInt(Slice::count).sum()).isEqualTo(count);
        assertThat(all.get(0).who()).isEqualTo(Slices.SEVERAL);
        assertThat(all.get(0).what()).isEqualTo(7);
        assertThat(all.get(0).from()).isZero();
    }

    @Test
    void all_fewerThanThereAre_areThatFewAndKeepHowMuchRan() {
        for (int i = 0; i < 1000; i++) {
            slices.add(i * 1000L * US, i * 1000L * US + 5 * US, 1, 2);
        }
        List<Slice> all = slices.all(100);
        assertThat(all).hasSizeBetween(25, 100);
        assertThat(all.stream().mapToLong(Slice::busy).sum()).isEqualTo(1000 * 5L * US);
    }

    /** A long one is seen however far out one zooms; its begin and end must stay. */
    @Test
    void add_longOneAmongManyShort_keepsTheLongOneAsItIs() {
        long begin = 3_000_000_000L;
        slices.add(begin, begin + 2_000_000_000L, 42, 43);
        for (int i = 0; i < 2 * Slices.MOST; i++) {
            slices.add(i * 20L * US, i * 20L * US + 5 * US, 1, 7);
        }
        assertThat(slices.all(Slices.MOST))
                .contains(new Slice(begin, begin + 2_000_000_000L, 2_000_000_000L, 42, 43, 1));
    }
}
