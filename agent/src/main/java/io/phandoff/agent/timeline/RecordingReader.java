// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Reads a recording event by event; what is in memory does not grow with its length. */
final class RecordingReader {
    private static final String UNKNOWN = "?";

    private static final String PREFIX = "io.phandoff.";
    private static final String[] GAUGES = {"processors", "overcommitted", "starting", "resuming", "threads", "spares"};
    private static final String[] COUNTERS = {
        "tasks", "handoffs", "softCalls", "retakes", "overcommittedRuns", "grown", "eventsLost"
    };
    private static final String[] POOL_GAUGES = {"threads", "running", "blocked", "idle", "queued", "spares"};

    private final Consumer to;
    private Instant origin;

    private RecordingReader(Consumer to) {
        this.to = to;
    }

    static void read(Path file, Consumer to) throws IOException {
        RecordingReader reader = new RecordingReader(to);
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                String name = event.getEventType().getName();
                if (name.startsWith(PREFIX)) {
                    reader.event(name.substring(PREFIX.length()), event);
                }
            }
        }
    }

    private void event(String name, RecordedEvent event) {
        long from = nanos(event.getStartTime());
        long to_ = nanos(event.getEndTime());
        switch (name) {
            case "ProcessorRun" -> run(event, from);
            case "ProcessorSample" ->
                to.sample(event.getInt("processor"), from, nanos(event, "interval"), event.getString("status"));
            case "Retake" ->
                to.retake(
                        event.getInt("processor"),
                        from - nanos(event, "age"),
                        event.getString("cause"),
                        name(event.getThread("worker")),
                        event.getString("pool"),
                        event.getString("call"),
                        event.getString("topFrames"));
            case "ProcessorWait" ->
                to.waited(
                        from,
                        to_,
                        number(event.getThread()),
                        name(event.getThread()),
                        event.getString("pool"),
                        event.getBoolean("resumes"),
                        event.getInt("processor"));
            case "Handoff" ->
                to.call(
                        from,
                        to_,
                        number(event.getThread()),
                        name(event.getThread()),
                        event.getString("pool"),
                        event.getString("call"),
                        event.getInt("processor"));
            case "BlockedTime" -> to.blocked(event.getString("pool"), event.getString("call"), nanos(event, "blocked"));
            case "State" -> state(event, from);
            case "PoolState" -> gauges(event, from, event.getString("pool"), POOL_GAUGES);
            default -> mark(name, event, from, to_);
        }
    }

    private void run(RecordedEvent event, long written) {
        long end = written - nanos(event, "age");
        to.run(
                event.getInt("processor"),
                end - nanos(event, "held"),
                end,
                worker(event),
                event.getString("pool"),
                event.getString("ended"));
    }

    /** Most that have ended are those of spares: their pool is known. */
    private static String worker(RecordedEvent event) {
        String name = name(event.getThread("worker"));
        return name.equals(UNKNOWN) ? UNKNOWN + " of " + event.getString("pool") : name;
    }

    private void mark(String name, RecordedEvent event, long from, long until) {
        switch (name) {
            case "Resize" ->
                to.mark(from, until, "resize", "from " + event.getInt("from") + " to " + event.getInt("to"));
            case "StopTheWorld" -> {
                String inTheWay = event.getString("inTheWay");
                to.mark(from, until, "stop-the-world", inTheWay == null ? "done" : "given up: " + inTheWay);
            }
            case "PassThrough" ->
                to.mark(
                        from,
                        until,
                        event.getBoolean("active") ? "pass-through" : "pass-through ends",
                        event.getBoolean("active") ? event.getString("reason") : "");
            case "EventLoss" -> {
                long end = from - nanos(event, "age");
                to.lost(end - nanos(event, "span"), end, event.getLong("runs"), event.getString("reason"));
            }
            default -> {
                // growth and shrinking, which the states of the pools show; what a newer agent has
            }
        }
    }

    private void state(RecordedEvent event, long at) {
        gauges(event, at, null, GAUGES);
        for (String counter : COUNTERS) {
            to.counter(counter, event.getLong(counter));
        }
    }

    private void gauges(RecordedEvent event, long at, String pool, String[] names) {
        for (String name : names) {
            int value = event.getInt(name);
            if (value >= 0) { // else not known
                to.gauge(at, pool, name, value);
            }
        }
    }

    /** The first event that is read is at 0. */
    private long nanos(Instant time) {
        if (origin == null) {
            origin = time;
        }
        return Duration.between(origin, time).toNanos();
    }

    private static long nanos(RecordedEvent event, String field) {
        return event.getDuration(field).toNanos();
    }

    private static long number(RecordedThread thread) {
        return thread == null ? -1 : thread.getJavaThreadId();
    }

    /** A thread that has ended may be unknown. */
    private static String name(RecordedThread thread) {
        if (thread == null) {
            return UNKNOWN;
        }
        String name = thread.getJavaName();
        return name == null ? UNKNOWN : name;
    }
}
