// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The timeline as the page's script reads it. Times are in microseconds from the first event. */
final class PageData {
    private static final int MOST_STACKS = 50;
    /** Of processors that never ran. */
    private static final int MOST_ROWS = 1024;
    /** In one panel: the page has as many colours. */
    private static final int MOST_CURVES = 6;
    /** Of all rows together: some 3 MB of text. */
    private static final int MOST_SLICES = 131_072;

    private final Json json;
    private final Timeline timeline;
    private final long origin;

    PageData(Json json, Timeline timeline) {
        this.json = json;
        this.timeline = timeline;
        this.origin = timeline.first();
    }

    void write(String title) throws IOException {
        json.begin('{').key("title").value(title);
        json.key("length").value(micros(timeline.last() - origin));
        json.key("lost").value(timeline.runsLost);
        json.key("counters").begin('{');
        for (Map.Entry<String, long[]> counter : timeline.counters.entrySet()) {
            long[] range = counter.getValue();
            json.key(counter.getKey())
                    .begin('[')
                    .value(range[0])
                    .value(range[1])
                    .end(']');
        }
        json.end('}');
        rows();
        json.key("names").begin('[');
        for (String name : timeline.names.all()) {
            json.value(name);
        }
        json.end(']');
        curves();
        retakes();
        marks("marks", timeline.marks.kept());
        marks("losses", timeline.losses.kept());
        longest("waits", timeline.waits);
        longest("calls", timeline.calls);
        blocked();
        stacks();
        json.end('}');
    }

    private static long micros(long nanos) {
        return Math.floorDiv(nanos, 1000);
    }

    private Json time(long nanos) throws IOException {
        return json.value(micros(nanos - origin));
    }

    private void rows() throws IOException {
        TreeSet<Integer> ids = new TreeSet<>(timeline.runs.keySet());
        ids.addAll(timeline.samples.keySet());
        for (int id = 0; id < processors(); id++) {
            ids.add(id); // also if it never ran
        }
        int most = MOST_SLICES / 2 / Math.max(1, ids.size());
        json.key("rows").begin('[');
        for (int id : ids) {
            json.begin('{').key("id").value(id);
            slices("runs", timeline.runs.get(id), most);
            slices("seen", timeline.samples.get(id), most);
            json.end('}');
        }
        json.end(']');
    }

    /** The most there were. */
    private long processors() {
        Map<String, Curve> ofAll = timeline.curves.get(Timeline.ALL);
        Curve count = ofAll == null ? null : ofAll.get("processors");
        return count == null ? 0 : Math.min(MOST_ROWS, count.most());
    }

    /** Flat: begin after the last begin, length, worker, why, and for those put together the time in use and their number. */
    private void slices(String key, Slices slices, int most) throws IOException {
        json.key(key).begin('[');
        long before = 0;
        for (Slices.Slice slice : slices == null ? List.<Slices.Slice>of() : slices.all(most)) {
            long begin = Math.max(origin, slice.from()); // the page begins at the origin
            long from = micros(begin - origin);
            json.value(from - before).value(Math.max(1, micros(slice.to() - begin)));
            json.value(slice.who()).value(slice.what());
            json.value(micros(Math.min(slice.busy(), slice.to() - begin))).value(slice.count());
            before = from;
        }
        json.end(']');
    }

    private void curves() throws IOException {
        json.key("curves").begin('[');
        Map<String, Curve> ofAll = timeline.curves.getOrDefault(Timeline.ALL, Map.of());
        for (String name : List.of("starting", "resuming", "overcommitted")) {
            if (ofAll.containsKey(name) && ofAll.get(name).most() > 0) {
                curve(Timeline.ALL, name, ofAll.get(name));
            }
        }
        for (String name : List.of("spares", "queued", "blocked")) {
            highest(name);
        }
        json.end(']');
    }

    /** The curves of a kind that come highest, and that are not zero all the time. */
    private void highest(String name) throws IOException {
        List<Map.Entry<String, Curve>> all = new ArrayList<>();
        timeline.curves.forEach((pool, curves) -> {
            Curve curve = curves.get(name);
            if (!pool.equals(Timeline.ALL) && curve != null && curve.most() > 0) {
                all.add(Map.entry(pool, curve));
            }
        });
        all.sort(Comparator.comparingLong(entry -> -entry.getValue().most()));
        for (Map.Entry<String, Curve> entry : all.subList(0, Math.min(MOST_CURVES, all.size()))) {
            curve(entry.getKey(), name, entry.getValue());
        }
    }

    private void curve(String pool, String name, Curve curve) throws IOException {
        json.begin('{').key("pool").value(pool).key("name").value(name);
        json.key("most").value(curve.most()).key("points").begin('[');
        for (int i = 0; i < curve.size(); i++) {
            time(curve.time(i)).value(curve.value(i));
        }
        json.end(']').end('}');
    }

    private void retakes() throws IOException {
        json.key("causes").begin('{');
        for (Map.Entry<String, Integer> cause : timeline.causes.entrySet()) {
            json.key(cause.getKey()).value(cause.getValue());
        }
        json.end('}').key("retakes").begin('[');
        for (Timeline.Retake retake : timeline.retakes.kept()) {
            json.begin('[').value(retake.processor());
            time(retake.at()).value(retake.cause()).value(retake.worker()).value(retake.call());
            json.value(retake.topFrames()).end(']');
        }
        json.end(']');
    }

    private void marks(String key, List<Timeline.Mark> marks) throws IOException {
        json.key(key).begin('[');
        for (Timeline.Mark mark : marks) {
            json.begin('[');
            time(mark.from());
            time(mark.to()).value(mark.kind()).value(mark.text()).end(']');
        }
        json.end(']');
    }

    private void longest(String key, Longest longest) throws IOException {
        json.key(key).begin('{').key("count").value(longest.count());
        json.key("total").value(micros(longest.nanos())).key("longest").begin('[');
        for (Longest.Span span : longest.all()) {
            json.begin('[');
            time(span.from()).value(micros(span.nanos()));
            json.value(span.worker()).value(span.pool()).value(span.what()).end(']');
        }
        json.end(']').end('}');
    }

    private void blocked() throws IOException {
        json.key("blocked").begin('[');
        for (Map.Entry<String, Map<String, Long>> pool : timeline.blocked.entrySet()) {
            for (Map.Entry<String, Long> call : pool.getValue().entrySet()) {
                json.begin('[').value(pool.getKey()).value(call.getKey());
                json.value(micros(call.getValue())).end(']');
            }
        }
        json.end(']');
    }

    private void stacks() throws IOException {
        List<Map.Entry<Timeline.Stack, Integer>> all = new ArrayList<>(timeline.stacks.entrySet());
        all.sort(Map.Entry.<Timeline.Stack, Integer>comparingByValue().reversed());
        json.key("stacks").begin('[');
        for (Map.Entry<Timeline.Stack, Integer> stack : all.subList(0, Math.min(MOST_STACKS, all.size()))) {
            json.begin('[').value(stack.getValue()).value(stack.getKey().cause());
            json.value(stack.getKey().frames()).end(']');
        }
        json.end(']');
    }
}
