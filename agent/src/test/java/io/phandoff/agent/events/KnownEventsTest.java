// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.agent.timeline.Report;
import io.phandoff.runtime.CallKind;
import io.phandoff.runtime.GrowthLimit;
import io.phandoff.runtime.PoolDetails;
import io.phandoff.runtime.PoolSnapshot;
import io.phandoff.runtime.WaitSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page's data says of events that are known, written into a recording of this JVM. */
class KnownEventsTest {
    private static final List<Class<? extends Event>> EVENTS = List.of(
            StateEvent.class,
            PoolStateEvent.class,
            PoolGrowthEvent.class,
            ProcessorRunEvent.class,
            ProcessorSampleEvent.class,
            EventLossEvent.class);

    @TempDir
    private Path directory;

    private final Runs runs = new Runs();
    private final PeriodicEvents periodic = new PeriodicEvents(runs);

    private String page(Runnable action) throws IOException {
        Path file = directory.resolve("a.jfr");
        EVENTS.forEach(FlightRecorder::register);
        try (Recording recording = new Recording()) {
            recording.enable("io.phandoff.ProcessorRun").with("limit", "100000");
            recording.enable("io.phandoff.ProcessorSample");
            recording.start();
            action.run();
            recording.stop();
            recording.dump(file);
        }
        Path page = directory.resolve("a.html");
        assertThat(Report.run(new String[] {file.toString(), "-o", page.toString()}, System.out, System.err))
                .isZero();
        return Files.readString(page);
    }

    private static PoolSnapshot pool(String name, int threads, int queued, int spares) {
        PoolDetails details = new PoolDetails(1, GrowthLimit.NONE, 256, false, 0, 0, 0, new long[6], WaitSnapshot.NONE);
        return new PoolSnapshot(
                name,
                2,
                threads,
                0,
                0,
                0,
                queued,
                spares,
                threads,
                0,
                0,
                0,
                new long[CallKind.COUNT],
                null,
                true,
                details);
    }

    private static void state(int processors) {
        StateEvent event = new StateEvent();
        event.processors = processors;
        event.commit();
    }

    /** The values of a curve of the page, without their times. */
    private static String values(String page, String pool, String name) {
        Matcher curve = Pattern.compile("\\{\"pool\":\"" + pool + "\",\"name\":\"" + name
                        + "\",\"most\":\\d+,\"points\":\\[([^\\]]*)]}")
                .matcher(page);
        return curve.find() ? curve.group(1).replaceAll("\\d+,(\\d+)", "$1") : "none";
    }

    @Test
    void pool_whoseWorkersHaveGone_endsAtZeroOnce() throws IOException {
        String page = page(() -> {
            periodic.pools(List.of(pool("a", 2, 7, 1), pool("b", 1, 1, 0)));
            periodic.pools(List.of(pool("b", 1, 2, 0)));
            periodic.pools(List.of(pool("a", 0, 0, 0), pool("b", 1, 3, 0)));
        });
        assertThat(values(page, "a", "queued")).isEqualTo("7,0");
        assertThat(values(page, "a", "spares")).isEqualTo("1,0");
        assertThat(values(page, "b", "queued")).isEqualTo("1,2,3");
    }

    @Test
    void pools_ofOneName_addUpTheQueuesThatAreKnown() throws IOException {
        String page = page(() -> {
            periodic.pools(List.of(pool("a", 1, -1, 1), pool("a", 1, 5, 1), pool("a", 1, -1, 1), pool("a", 1, 2, 0)));
            periodic.pools(List.of(pool("a", 1, -1, 1)));
        });
        assertThat(values(page, "a", "queued")).isEqualTo("7");
        assertThat(values(page, "a", "spares")).isEqualTo("3,1");
    }

    /** Which is of one pool, the curve of all that have the name. */
    @Test
    void growth_isNoPointOfTheCurveOfSpares() throws IOException {
        String page = page(() -> {
            periodic.pools(List.of(pool("a", 1, 0, 5), pool("a", 1, 0, 5)));
            PoolGrowthEvent event = new PoolGrowthEvent();
            event.pool = "a";
            event.spares = 6;
            event.commit();
            periodic.pools(List.of(pool("a", 1, 0, 6), pool("a", 1, 0, 5)));
        });
        assertThat(values(page, "a", "spares")).isEqualTo("10,11");
    }

    @Test
    void processors_thatNeverRan_haveARow() throws IOException {
        assertThat(page(() -> state(3)))
                .contains("\"rows\":[{\"id\":0,\"runs\":[],\"seen\":[]},{\"id\":1,\"runs\":[],\"seen\":[]},"
                        + "{\"id\":2,\"runs\":[],\"seen\":[]}],");
    }

    @Test
    void sample_isDrawnFromItsOwnTimeOn() throws IOException {
        String page = page(() -> {
            ProcessorSampleEvent event = new ProcessorSampleEvent();
            event.processor = 0;
            event.status = "in-call";
            event.interval = 10_000_000;
            event.commit();
            state(1);
        });
        assertThat(page).contains("\"seen\":[0,10000,-1,0,10000,1]");
    }

    @Test
    void runs_thatFoundNoRoom_areAStretchOfTime() throws IOException {
        long now = System.nanoTime();
        String page = page(() -> {
            runs.begin(now - 50_000_000);
            runs.write(now - 20_000_000);
            for (int i = 0; i < 10_000; i++) {
                runs.add(Thread.currentThread(), "p", 0, now - 2_000, now - 1_000, CallKind.SLEEP);
            }
            runs.write(now);
        });
        Matcher loss = Pattern.compile("\"losses\":\\[\\[(-?\\d+),(-?\\d+),\"full\",\"1808\"]]")
                .matcher(page);
        assertThat(loss.find()).isTrue();
        assertThat(Long.parseLong(loss.group(2)) - Long.parseLong(loss.group(1)))
                .isBetween(19_999L, 20_001L);
    }
}
