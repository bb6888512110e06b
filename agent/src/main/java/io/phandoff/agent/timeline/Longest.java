// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The longest of many, and how many and how long all of them were. */
final class Longest {
    static final int MOST = 50;

    private static final Comparator<Span> BY_LENGTH = Comparator.comparingLong(Span::nanos);

    private final PriorityQueue<Span> spans = new PriorityQueue<>(BY_LENGTH);
    private long count;
    private long nanos;

    /** One of them. */
    record Span(long from, long to, String worker, String pool, String what) {
        long nanos() {
            return to - from;
        }
    }

    void add(Span span) {
        count++;
        nanos += span.nanos();
        spans.add(span);
        if (spans.size() > MOST) {
            spans.remove();
        }
    }

    /** Longest first. */
    List<Span> all() {
        List<Span> all = new ArrayList<>(spans);
        all.sort(BY_LENGTH.reversed());
        return all;
    }

    long count() {
        return count;
    }

    /** All of them together. */
    long nanos() {
        return nanos;
    }
}
