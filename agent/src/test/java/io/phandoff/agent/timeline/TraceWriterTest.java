// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TraceWriterTest {
    private final StringWriter text = new StringWriter();

    private interface Events {
        void tell(TraceWriter trace);
    }

    private String trace(Events events) throws IOException {
        try (TraceWriter trace = new TraceWriter(text)) {
            events.tell(trace);
        }
        return text.toString();
    }

    @Test
    void trace_ofRuns_isOneArrayOfEventsThatDoNotOverlap() throws IOException {
        assertThat(trace(trace -> {
                    trace.run(0, 1_000, 5_500, "w", "p", "sleep");
                    trace.run(0, 5_400, 6_000, "w", "p", "sleep");
                    trace.gauge(7_000, "p", "queued", 3);
                }))
                .startsWith("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n{")
                .endsWith("}\n]}\n")
                .contains("\"name\":\"w\",\"ts\":86400000001,\"dur\":4.500,")
                .contains("\"name\":\"w\",\"ts\":86400000005.500,\"dur\":0.500,")
                .contains(
                        "\"ph\":\"C\",\"pid\":3,\"tid\":0,\"name\":\"p queued\",\"ts\":86400000007,\"args\":{\"queued\":3}}");
    }

    /** Perfetto drops what is before 0. */
    @Test
    void trace_ofWhatWasBeforeTheFirstEventRead_hasNoNegativeTime() throws IOException {
        assertThat(trace(trace -> {
                    trace.run(0, -2_000_500, -1_000_000, "w", "p", "sleep");
                    trace.retake(0, -1_000_500, "monitor", "w", "p", null, null);
                    trace.gauge(-3_000, "p", "queued", 3);
                    trace.call(Long.MIN_VALUE / 2, -1_000_000, 1, "w", "p", "sleep", 0);
                }))
                .doesNotContain("\"ts\":-")
                .contains(
                        "\"ts\":86399997999.500,\"dur\":1000.500,", "\"name\":\"sleep\",\"ts\":0,\"dur\":86399999000,");
    }

    @Test
    void trace_ofASample_lastsToTheNextLook() throws IOException {
        assertThat(trace(trace -> trace.sample(0, 1_000, 10_000, "in-call")))
                .contains("\"name\":\"in-call\",\"ts\":86400000001,\"dur\":10,");
    }

    @Test
    void trace_ofTwoThreadsOfOneName_hasTwoTracks() throws IOException {
        assertThat(trace(trace -> {
                    trace.call(0, 1_000, 21, "worker", "p", "sleep", 0);
                    trace.call(500, 1_500, 22, "worker", "p", "park", 0);
                    trace.waited(1_000, 1_200, 21, "worker", "p", true, 0);
                }))
                .contains("\"pid\":2,\"tid\":1,\"name\":\"sleep\"", "\"pid\":2,\"tid\":2,\"name\":\"park\"")
                .contains("\"pid\":2,\"tid\":1,\"name\":\"waits for a processor\"")
                .containsOnlyOnce("\"pid\":2,\"tid\":1,\"name\":\"thread_name\",\"args\":{\"name\":\"worker\"}")
                .containsOnlyOnce("\"pid\":2,\"tid\":2,\"name\":\"thread_name\",\"args\":{\"name\":\"worker\"}");
    }
}
