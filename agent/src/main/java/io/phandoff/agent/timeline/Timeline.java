// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the page shows, collected from a recording; bounded, however long that is. */
final class Timeline implements Consumer {
    private static final int MOST_RETAKES = 10_000;
    private static final int MOST_MARKS = 2_000;
    private static final int MOST_STACKS = 1_000;
    private static final int MOST_POOLS = 500;
    private static final String OTHERS = "(others)";
    /** Stands for a pool where the curve is of all. */
    static final String ALL = "";

    /** What the page draws, of all processors and workers, and how many processors there were. */
    private static final Set<String> CURVES_OF_ALL = Set.of("processors", "starting", "resuming", "overcommitted");

    private static final Set<String> CURVES_OF_POOLS = Set.of("spares", "queued", "blocked");

    final Names names = new Names();
    final Map<Integer, Slices> runs = new TreeMap<>();
    final Map<Integer, Slices> samples = new TreeMap<>();
    final Thinned<Retake> retakes = new Thinned<>(MOST_RETAKES);
    final Thinned<Mark> marks = new Thinned<>(MOST_MARKS);
    final Thinned<Mark> losses = new Thinned<>(MOST_MARKS);
    final Longest waits = new Longest();
    final Longest calls = new Longest();
    /** By what they are of: a pool, or {@link #ALL}; then by their name. */
    final Map<String, Map<String, Curve>> curves = new LinkedHashMap<>();
    /** Nanoseconds, by pool and then by kind of call. */
    final Map<String, Map<String, Long>> blocked = new LinkedHashMap<>();
    /** How often, by cause and frames. */
    final Map<Stack, Integer> stacks = new HashMap<>();

    final Map<String, Integer> causes = new TreeMap<>();
    final Map<String, long[]> counters = new LinkedHashMap<>();
    long runsLost;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** A retake. */
    record Retake(int processor, long at, String cause, String worker, String pool, String call, String topFrames) {}

    /** Something with a text. */
    record Mark(long from, long to, String kind, String text) {}

    /** A place where processors were retaken. */
    record Stack(String cause, String frames) {}

    boolean isEmpty() {
        return first > last;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    /** Of what lasts, only its end: an old recording may have lost all else of the time in which it began. */
    private void covers(long from, long to) {
        first = Math.min(first, from);
        last = Math.max(last, to);
    }

    @Override
    public void run(int processor, long from, long to, String worker, String pool, String ended) {
        covers(to, to);
        runs.computeIfAbsent(processor, id -> new Slices()).add(from, to, names.of(worker), names.of(ended));
    }

    @Override
    public void sample(int processor, long at, long interval, String status) {
        covers(at, at);
        samples.computeIfAbsent(processor, id -> new Slices()).add(at, at + interval, Slices.SEVERAL, names.of(status));
    }

    @Override
    public void retake(
            int processor, long at, String cause, String worker, String pool, String call, String topFrames) {
        covers(at, at);
        retakes.add(new Retake(processor, at, cause, worker, pool, call, topFrames));
        causes.merge(cause, 1, Integer::sum);
        if (topFrames != null) {
            Stack stack = new Stack(cause, topFrames);
            if (stacks.size() < MOST_STACKS || stacks.containsKey(stack)) {
                stacks.merge(stack, 1, Integer::sum);
            }
        }
    }

    @Override
    public void waited(long from, long to, long thread, String worker, String pool, boolean resumes, int processor) {
        covers(to, to);
        String what = (resumes ? "in a task" : "between tasks") + (processor < 0 ? ", went on without" : "");
        waits.add(new Longest.Span(from, to, worker, pool, what));
    }

    @Override
    public void call(long from, long to, long thread, String worker, String pool, String call, int processor) {
        covers(to, to);
        calls.add(new Longest.Span(from, to, worker, pool, call));
    }

    @Override
    public void mark(long from, long to, String kind, String text) {
        covers(from, to);
        marks.add(new Mark(from, to, kind, text));
    }

    @Override
    public void gauge(long at, String pool, String name, long value) {
        covers(at, at);
        String of = pool == null ? ALL : pool;
        if (!(pool == null ? CURVES_OF_ALL : CURVES_OF_POOLS).contains(name)) {
            return;
        }
        if (pool == null || curves.size() < MOST_POOLS || curves.containsKey(of)) {
            curves.computeIfAbsent(of, key -> new LinkedHashMap<>())
                    .computeIfAbsent(name, key -> new Curve())
                    .add(at, value);
        }
    }

    @Override
    public void counter(String name, long value) {
        long[] range = counters.computeIfAbsent(name, key -> new long[] {value, value});
        range[0] = Math.min(range[0], value);
        range[1] = Math.max(range[1], value);
    }

    @Override
    public void blocked(String pool, String call, long nanos) {
        String of = blocked.size() < MOST_POOLS || blocked.containsKey(pool) ? pool : OTHERS;
        blocked.computeIfAbsent(of, key -> new LinkedHashMap<>()).merge(call, nanos, Long::sum);
    }

    @Override
    public void lost(long from, long to, long lostRuns, String reason) {
        covers(from, to);
        runsLost += lostRuns;
        losses.add(new Mark(from, to, reason, Long.toString(lostRuns)));
    }
}
