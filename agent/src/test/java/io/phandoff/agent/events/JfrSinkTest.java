// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.EventSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a recording of this JVM. */
class JfrSinkTest {
    private final JfrSink sink = new JfrSink(new Runs());

    @Test
    void begin_eventThatIsNotEnabled_isNull() {
        assertThat(sink.begin(EventSink.HANDOFF)).isNull();
        assertThatCode(() -> sink.handedOff(null, "p", CallKind.SLEEP, 0)).doesNotThrowAnyException();
    }

    @Test
    void handedOff_shorterThanTheThreshold_isNotRecorded(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("a.jfr");
        FlightRecorder.register(HandoffEvent.class);
        try (Recording recording = new Recording()) {
            recording.enable("io.phandoff.Handoff").withThreshold(Duration.ofHours(1));
            recording.start();
            sink.handedOff(sink.begin(EventSink.HANDOFF), "p", CallKind.SLEEP, 0);
            try (Recording lower = new Recording()) {
                lower.enable("io.phandoff.Handoff").withThreshold(Duration.ZERO);
                lower.start();
                sink.handedOff(sink.begin(EventSink.HANDOFF), "q", CallKind.DNS, -1);
            }
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("io.phandoff.Handoff"))
                .toList();
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getString("pool")).isEqualTo("q");
            assertThat(event.getString("call")).isEqualTo("dns");
            assertThat(event.getInt("processor")).isEqualTo(-1);
            assertThat(event.getThread().getJavaName())
                    .isEqualTo(Thread.currentThread().getName());
        });
    }

    /** It is the program's thread. */
    @Test
    void ran_thatFails_letsNothingOut() {
        JfrSink broken = new JfrSink(null);
        assertThatCode(() -> broken.ran(Thread.currentThread(), "p", 0, 1, 2, EventSink.NO_TASK))
                .doesNotThrowAnyException();
    }

    @Test
    void text_ofADeepStack_hasItsTopOnly() {
        StackTraceElement[] stack = new StackTraceElement[20];
        for (int i = 0; i < stack.length; i++) {
            stack[i] = new StackTraceElement("a.B", "m" + i, "B.java", i);
        }
        assertThat(JfrSink.text(stack)).startsWith("a.B.m0:0 < a.B.m1:1 < ").endsWith(" < a.B.m7:7");
    }
}
