// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one processor did, slice by slice; bounded: when there are too many, those that lie together in one cell of time become
 * one, which keeps how long of it something ran, and how many there were. The cells grow as the recording does.
 */
final class Slices {
    static final int MOST = 16_384;
    /** Several, in a slice that was put together. */
    static final int SEVERAL = -1;

    private static final long FIRST_CELL = 100_000;

    private List<Slice> slices = new ArrayList<>();
    private long cell = FIRST_CELL;
    private boolean sorted = true;

    /**
     * Some time.
     *
     * @param busy how much of it
     * @param who a number of {@link Names}, or {@link #SEVERAL}
     * @param what the same
     */
    record Slice(long from, long to, long busy, int who, int what, int count) {}

    void add(long from, long to, int who, int what) {
        if (!slices.isEmpty() && slices.get(slices.size() - 1).from > from) {
            sorted = false;
        }
        slices.add(new Slice(from, to, to - from, who, what, 1));
        if (slices.size() >= MOST) {
            shrink(MOST / 2);
        }
    }

    /** What is in one cell becomes one, and so again with larger cells until few enough are left. */
    private void shrink(int most) {
        sort();
        for (merge(); slices.size() > most; merge()) {
            cell *= 2;
        }
    }

    private void merge() {
        List<Slice> fewer = new ArrayList<>(slices.size());
        Slice open = null;
        for (Slice next : slices) {
            if (open != null && Math.floorDiv(open.from, cell) == Math.floorDiv(next.to, cell)) {
                open = together(open, next);
            } else {
                if (open != null) {
                    fewer.add(open);
                }
                open = next;
            }
        }
        if (open != null) {
            fewer.add(open);
        }
        slices = fewer;
    }

    private static Slice together(Slice a, Slice b) {
        return new Slice(
                Math.min(a.from, b.from),
                Math.max(a.to, b.to),
                a.busy + b.busy,
                a.who == b.who ? a.who : SEVERAL,
                a.what == b.what ? a.what : SEVERAL,
                a.count + b.count);
    }

    private void sort() {
        if (!sorted) {
            slices.sort(Comparator.comparingLong(Slice::from));
            sorted = true;
        }
    }

    /** In the order of their begin, not many more than so many. */
    List<Slice> all(int most) {
        sort();
        if (slices.size() > most) {
            shrink(most);
        }
        return slices;
    }
}
