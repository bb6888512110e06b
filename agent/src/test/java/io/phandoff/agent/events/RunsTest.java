// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.EventSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a recording of this JVM. */
class RunsTest {
    private static final String RUN = "io.phandoff.ProcessorRun";

    @TempDir
    private Path directory;

    private final Runs runs = new Runs();
    private final long now = System.nanoTime();
    private final long begun = now - 3_000;

    private List<RecordedEvent> record(String limit, Runnable action) throws IOException {
        Path file = directory.resolve("a.jfr");
        FlightRecorder.register(ProcessorRunEvent.class);
        FlightRecorder.register(EventLossEvent.class);
        try (Recording recording = new Recording()) {
            recording.enable(RUN).with("limit", limit);
            recording.start();
            runs.begin(begun);
            action.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("io.phandoff."))
                .toList();
    }

    /** A worker may hold a processor from one recording to the next. */
    @Test
    void write_runThatBeganBeforeTheRecording_isNotTold() throws IOException {
        List<RecordedEvent> events = record("10", () -> {
            runs.add(Thread.currentThread(), "p", 1, begun - 1, now, CallKind.SLEEP);
            runs.add(Thread.currentThread(), "p", 2, begun, now, CallKind.SLEEP);
            runs.write(System.nanoTime());
            runs.clear();
            runs.begin(now);
            runs.add(Thread.currentThread(), "p", 3, begun, now, CallKind.SLEEP);
            runs.write(System.nanoTime());
        });
        assertThat(events).singleElement().satisfies(event -> assertThat(event.getInt("processor"))
                .isEqualTo(2));
        assertThat(runs.lost()).isZero();
    }

    @Test
    void event_byDefault_isNotRecorded() throws IOException {
        FlightRecorder.register(ProcessorRunEvent.class);
        FlightRecorder.register(ProcessorSampleEvent.class);
        try (Recording recording = new Recording()) {
            recording.start();
            assertThat(new ProcessorRunEvent().isEnabled()).isFalse();
            assertThat(new ProcessorSampleEvent().isEnabled()).isFalse();
            runs.begin(begun);
            add(1);
            runs.write(now);
            assertThat(runs.lost()).isZero();
        }
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            runs.add(Thread.currentThread(), "p", i, now - 3_000, now - 1_000, CallKind.SLEEP);
        }
    }

    @Test
    void write_run_isAnEventWithItsAge() throws IOException {
        List<RecordedEvent> events = record("10", () -> {
            runs.add(Thread.currentThread(), "p", 7, now - 3_000, now - 1_000, EventSink.RETAKEN);
            runs.write(System.nanoTime());
        });
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getInt("processor")).isEqualTo(7);
            assertThat(event.getThread("worker").getJavaName())
                    .isEqualTo(Thread.currentThread().getName());
            assertThat(event.getString("ended")).isEqualTo("retaken");
            assertThat(event.getDuration("held").toNanos()).isEqualTo(2_000);
            assertThat(event.getDuration("age").toNanos()).isGreaterThan(1_000);
        });
    }

    @Test
    void write_moreThanTheLimit_tellsHowManyAreLost() throws IOException {
        List<RecordedEvent> events = record("3", () -> {
            add(10);
            runs.write(System.nanoTime());
            assertThat(runs.losing()).isTrue();
            runs.write(System.nanoTime());
        });
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals(RUN))
                .hasSize(3);
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("io.phandoff.EventLoss"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getLong("runs")).isEqualTo(7);
                    assertThat(event.getString("reason")).isEqualTo("limit");
                    assertThat(event.getDuration("span"))
                            .as("between their ends")
                            .isZero();
                });
        assertThat(runs.lost()).isEqualTo(7);
    }

    @Test
    void add_moreThanThereIsRoomFor_isLostAndTold() throws IOException {
        List<RecordedEvent> events = record("100000", () -> {
            runs.write(now + 1_000);
            add(10_000);
            runs.write(now + 8_000);
        });
        long recorded = events.stream()
                .filter(event -> event.getEventType().getName().equals(RUN))
                .count();
        assertThat(recorded).isEqualTo(8192);
        assertThat(events)
                .anyMatch(event -> event.getEventType().getName().equals("io.phandoff.EventLoss")
                        && event.getString("reason").equals("full")
                        && event.getLong("runs") == 10_000 - 8192
                        && event.getDuration("span").toNanos() == 7_000);
    }

    @Test
    void ended_anyReason_hasAName() {
        assertThat(Runs.ended(CallKind.SOCKET_READ)).isEqualTo("socket-read");
        assertThat(Runs.ended(EventSink.NO_TASK)).isEqualTo("no-task");
        assertThat(Runs.ended(EventSink.RELEASED)).isEqualTo("released");
    }
}
