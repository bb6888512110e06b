// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageDataTest {
    private final Timeline timeline = new Timeline();

    private String data() throws IOException {
        StringBuilder text = new StringBuilder();
        new PageData(new Json(text), timeline).write("a.jfr");
        return text.toString();
    }

    @Test
    void write_runsOfAProcessor_areFlatWithDifferencesOfBegins() throws IOException {
        timeline.gauge(-5_000, null, "threads", 1);
        timeline.run(0, -5_000, 15_000, "w-1", "p", "sleep");
        timeline.run(0, 25_000, 26_000, "w-1", "p", "park");
        assertThat(data())
                .contains("\"length\":31,")
                .contains("{\"id\":0,\"runs\":[0,20,0,1,20,1,30,1,0,2,1,1],\"seen\":[]}")
                .contains("\"names\":[\"w-1\",\"sleep\",\"park\"]");
    }

    /** As in a recording that keeps the last minutes only, of a worker that computes since yesterday. */
    @Test
    void write_whatBeganLongBefore_doesNotStretchTheTimeAndIsClipped() throws IOException {
        long day = 86_400_000_000_000L;
        timeline.sample(0, 1_000, 10_000, "in-call");
        timeline.run(0, -day, 5_000, "w-1", "p", "sleep");
        timeline.waited(-day, 6_000, 7, "w-2", "p", true, 0);
        timeline.call(-day, 7_000, 8, "w-3", "p", "sleep", 0);
        timeline.run(0, 6_000, 8_000, "w-1", "p", "park");
        assertThat(data())
                .contains("\"length\":7,")
                .contains("\"runs\":[0,4,1,2,4,1,5,2,1,3,2,1],")
                .contains("\"waits\":{\"count\":1,\"total\":86400000006,\"longest\":[[-86400000001,86400000006,");
    }

    @Test
    void write_sampledStatus_lastsFromTheLookToTheNext() throws IOException {
        timeline.sample(0, 1_000, 10_000, "in-call");
        timeline.sample(0, 21_000, 10_000, "stopped");
        assertThat(data()).contains("\"seen\":[0,10,-1,0,10,1,20,10,-1,1,10,1]");
    }

    @Test
    void write_processorsThatNeverRan_haveRows() throws IOException {
        timeline.gauge(0, null, "processors", 2);
        timeline.gauge(1_000, null, "processors", 3);
        timeline.gauge(2_000, null, "processors", 2);
        timeline.run(1, 0, 1_000, "w-1", "p", "sleep");
        assertThat(data())
                .contains("\"rows\":[{\"id\":0,\"runs\":[],\"seen\":[]},{\"id\":1,\"runs\":[0,1,")
                .contains(",{\"id\":2,\"runs\":[],\"seen\":[]}],");
    }

    @Test
    void write_curves_areThoseThatAreDrawn() throws IOException {
        timeline.gauge(0, null, "processors", 2);
        timeline.gauge(0, null, "starting", 0);
        timeline.gauge(0, null, "resuming", 3);
        for (int i = 0; i < 20; i++) {
            timeline.gauge(0, "p" + i, "queued", i);
            timeline.gauge(0, "p" + i, "spares", 0);
        }
        assertThat(data())
                .contains("\"curves\":[{\"pool\":\"\",\"name\":\"resuming\",\"most\":3,\"points\":[0,3]},"
                        + "{\"pool\":\"p19\",\"name\":\"queued\",\"most\":19,\"points\":[0,19]},{\"pool\":\"p18\"")
                .contains("{\"pool\":\"p14\",\"name\":\"queued\",\"most\":14,\"points\":[0,14]}],");
    }

    @Test
    void write_textOfTheProgram_cannotEndTheScript() throws IOException {
        timeline.retake(0, 0, "monitor", "</script><b>\"\\\n", "p", null, "a < b");
        assertThat(data())
                .doesNotContain("<")
                .contains("\\u003c/script\\u003e\\u003cb\\u003e\\\"\\\\\\u000a\",null,\"a \\u003c b\"");
    }

    @Test
    void write_blockedTime_isAddedUpByPoolAndCall() throws IOException {
        timeline.gauge(0, null, "threads", 1);
        timeline.blocked("p", "sleep", 2_000_000);
        timeline.blocked("p", "sleep", 3_000_000);
        timeline.blocked("q", "park", 1_000);
        assertThat(data()).contains("\"blocked\":[[\"p\",\"sleep\",5000],[\"q\",\"park\",1]]");
    }

    @Test
    void page_ofAnyTimeline_loadsNothing(@TempDir Path directory) throws IOException {
        timeline.gauge(0, null, "threads", 1);
        Path file = directory.resolve("a.html");
        try (Writer writer = Files.newBufferedWriter(file)) {
            HtmlPage.write(timeline, "a.jfr", writer);
        }
        assertThat(Files.readString(file))
                .contains("\"title\":\"a.jfr\"")
                .contains("default-src 'none'")
                .doesNotContain("/*DATA*/")
                .doesNotContainPattern("(src|href)=|https?://|@import|url\\(");
    }
}
