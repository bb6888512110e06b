// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** The events of phandoff in a recording. */
final class Recorded {
    /** What records runs and samples, as the README says. */
    static final String RUNS = "+io.phandoff.ProcessorRun#enabled=true,+io.phandoff.ProcessorSample#enabled=true";

    private final List<RecordedEvent> events;

    private Recorded(List<RecordedEvent> events) {
        this.events = events;
    }

    /** By time: in a recording each thread's are together. */
    static Recorded read(Path file) throws IOException {
        return new Recorded(RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("io.phandoff."))
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .toList());
    }

    /** The events of one kind, at least one. */
    List<RecordedEvent> some(String name) {
        List<RecordedEvent> some = all(name);
        assertThat(some).as("events io.phandoff.%s", name).isNotEmpty();
        return some;
    }

    /** The events of one kind. */
    List<RecordedEvent> all(String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("io.phandoff." + name))
                .toList();
    }
}
