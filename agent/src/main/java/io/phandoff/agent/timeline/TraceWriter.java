// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Writes the Trace Event format, which Perfetto and chrome://tracing open: event by event as they come; kept are only the tracks that
 * it has named. Processors are threads of one process, workers of another, curves of a third.
 */
final class TraceWriter implements Consumer, AutoCloseable {
    private static final int PROCESSORS = 1;
    private static final int WORKERS = 2;
    private static final int POOLS = 3;
    /** What was seen in a processor goes on a track of its own: slices of one track must nest. */
    private static final int SEEN = 10_000;

    private static final int ALL = 20_000;
    /** Added to all times: what began before the first event that was read is before 0, and Perfetto drops it. */
    private static final long OFFSET_NANOS = TimeUnit.DAYS.toNanos(1);

    private final Writer writer;
    private final Map<String, Integer> tracks = new HashMap<>();
    private final Map<Integer, Long> ends = new HashMap<>();
    private final StringBuilder line = new StringBuilder();
    private Json json;
    private boolean comma;

    TraceWriter(Writer writer) throws IOException {
        this.writer = writer;
        writer.write("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n");
        name("process_name", PROCESSORS, 0, "phandoff processors");
        name("process_name", WORKERS, 0, "phandoff workers");
        name("process_name", POOLS, 0, "phandoff pools");
        name("thread_name", PROCESSORS, ALL, "all processors");
    }

    private void begin(String phase, int process, int track, String name) throws IOException {
        line.setLength(0);
        line.append(comma ? ",\n" : "");
        comma = true;
        json = new Json(line);
        json.begin('{')
                .key("ph")
                .value(phase)
                .key("pid")
                .value(process)
                .key("tid")
                .value(track);
        json.key("name").value(name);
    }

    private void slice(int process, int track, long from, long to, String name) throws IOException {
        begin("X", process, track, name);
        long begin = Math.max(from, -OFFSET_NANOS);
        time(begin).key("dur").micros(Math.max(0, to - begin)).key("args").begin('{');
    }

    private Json time(long at) throws IOException {
        return json.key("ts").micros(OFFSET_NANOS + Math.max(at, -OFFSET_NANOS));
    }

    private void end() throws IOException {
        json.end('}').end('}');
        writer.append(line);
    }

    private void name(String what, int process, int track, String name) throws IOException {
        begin("M", process, track, what);
        json.key("args").begin('{').key("name").value(name);
        end();
    }

    private int track(int process, String key, String label, int number) throws IOException {
        Integer known = tracks.putIfAbsent(key, number);
        if (known == null) {
            name("thread_name", process, number, label);
            return number;
        }
        return known;
    }

    private int processor(int id) throws IOException {
        return id < 0 ? ALL : track(PROCESSORS, "p" + id, "processor " + id, id);
    }

    private int worker(long thread, String name) throws IOException {
        return track(WORKERS, "w" + thread, name, tracks.size() + 1);
    }

    @Override
    public void run(int processor, long from, long to, String worker, String pool, String ended) {
        try {
            long begin = Math.min(to, Math.max(from, ends.getOrDefault(processor, from)));
            ends.merge(processor, to, Math::max);
            slice(PROCESSORS, processor(processor), begin, to, worker);
            json.key("pool").value(pool).key("ended by").value(ended);
            end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void sample(int processor, long at, long interval, String status) {
        try {
            int track = track(PROCESSORS, "s" + processor, "processor " + processor + ", seen", SEEN + processor);
            slice(PROCESSORS, track, at, at + interval, status);
            end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void retake(
            int processor, long at, String cause, String worker, String pool, String call, String topFrames) {
        try {
            begin("i", PROCESSORS, processor(processor), "retake: " + cause);
            time(at).key("s").value("t").key("args").begin('{');
            json.key("worker").value(worker).key("pool").value(pool);
            json.key("call").value(call).key("at").value(topFrames);
            end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void waited(long from, long to, long thread, String worker, String pool, boolean resumes, int processor) {
        try {
            slice(WORKERS, worker(thread, worker), from, to, "waits for a processor");
            json.key("pool").value(pool).key("resumes").value(Boolean.toString(resumes));
            json.key("processor").value(processor);
            end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void call(long from, long to, long thread, String worker, String pool, String call, int processor) {
        try {
            slice(WORKERS, worker(thread, worker), from, to, call);
            json.key("pool").value(pool).key("gave up processor").value(processor);
            end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void mark(long from, long to, String kind, String text) {
        try {
            slice(PROCESSORS, ALL, from, to, kind);
            json.key("text").value(text);
            end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void gauge(long at, String pool, String name, long value) {
        try {
            begin("C", POOLS, 0, pool == null ? name : pool + " " + name);
            time(at).key("args").begin('{').key(name).value(value);
            end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void counter(String name, long value) {
        // no time belongs to it that a curve does not show
    }

    @Override
    public void blocked(String pool, String call, long nanos) {
        // as above
    }

    @Override
    public void lost(long from, long to, long runs, String reason) {
        mark(from, to, "runs not recorded", runs + ", " + reason);
    }

    @Override
    public void close() throws IOException {
        writer.write("\n]}\n");
    }
}
