// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.phandoff.it.AgentJvm;
import io.phandoff.it.CommandLine;
import io.phandoff.it.JavaHome;
import io.phandoff.it.JvmRun;
import io.phandoff.it.OnEveryJdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a recording: that it is made on each JDK, and what a browser makes of it. */
class TimelineIT {
    private static final String WITH_RUNS = ",+io.phandoff.ProcessorWait#threshold=0ms," + Recorded.RUNS;

    @TempDir
    private Path directory;

    private Path page() {
        return directory.resolve("report.html");
    }

    private Path trace() {
        return directory.resolve("trace.json");
    }

    private Path recording() {
        return directory.resolve("a.jfr");
    }

    private void report(JavaHome home, String settings) throws IOException, InterruptedException {
        JvmRun recorded = AgentJvm.on(home)
                .agent()
                .set("phandoff.procs", "2")
                .set("phandoff.resume.max-wait", "50ms")
                .flag("-XX:StartFlightRecording:filename=" + recording() + settings)
                .limit(Duration.ofMinutes(4))
                .run(EveryEvent.class, "at-once", settings.isEmpty() ? "" : "short-waits");
        assertThat(recorded.exitCode()).as("%s", recorded).isZero();
        assertThat(recorded.out()).as("%s", recorded).contains("done");
        CommandLine run = CommandLine.run(home, "report", recording(), "-o", page(), "--trace", trace());
        assertThat(run.done().lines()).hasSize(2).allMatch(line -> line.startsWith("wrote " + directory));
        assertThat(run.err()).as("%s", run).isEmpty();
    }

    @OnEveryJdk
    void report_ofARecording_writesPageAndTrace(JavaHome home) throws IOException, InterruptedException {
        report(home, WITH_RUNS);
        assertThat(Files.readString(page()))
                .contains("\"title\":\"a.jfr\"", "\"id\":0,\"runs\":[", "\"id\":1,\"runs\":[")
                .contains("pool-1-thread-1\"", "[\"pool-1-thread\",\"sleep\",", "\"stop-the-world\",\"done\"")
                .contains("\"monitor\",\"" + EveryEvent.class.getName() + ".lambda$contend$");
        assertThat(Files.readString(trace()))
                .contains("{\"ph\":\"X\",\"pid\":1,\"tid\":0,\"name\":\"pool-1-thread-")
                .contains("\"name\":\"pool-1-thread queued\"", "\"name\":\"retake: monitor\"")
                .contains("\"name\":\"waits for a processor\"")
                .doesNotContain("\"ts\":-");
    }

    /** Runs are many: a recording that is always on does not get them because the agent is there. */
    @OnEveryJdk
    void report_ofARecordingWithDefaultSettings_hasAllButRuns(JavaHome home) throws IOException, InterruptedException {
        report(home, "");
        Recorded events = Recorded.read(recording());
        assertThat(events.all("ProcessorRun")).isEmpty();
        assertThat(events.all("ProcessorSample")).isEmpty();
        assertThat(events.all("EventLoss")).isEmpty();
        assertThat(Files.readString(page()))
                .contains("{\"id\":0,\"runs\":[],\"seen\":[]},{\"id\":1,\"runs\":[],\"seen\":[]}")
                .contains("[\"pool-1-thread\",\"sleep\",", "\"stop-the-world\",\"done\"")
                .contains("{\"pool\":\"pool-1-thread\",\"name\":\"spares\",")
                .contains("\"monitor\",\"" + EveryEvent.class.getName() + ".lambda$contend$");
    }

    @Test
    void page_inABrowser_isDrawnClickedAndZoomed(@TempDir Path profile) throws Exception {
        Optional<String> executable = Browser.find();
        assumeTrue(executable.isPresent(), "no Chromium here: nobody looks at the page");
        report(JavaHome.running(), WITH_RUNS);
        try (Browser browser = new Browser(executable.get(), profile, page().toUri())) {
            browser.await("document.body && document.body.dataset.ready", "yes");
            assertThat(browser.evaluate("document.querySelectorAll('#tables tr').length"))
                    .satisfies(rows -> assertThat(Integer.parseInt(rows)).isGreaterThan(15));
            byte[] whole = browser.screenshot();
            assertThat(whole.length).isGreaterThan(20_000);
            findALongRun(browser);
            wheel(browser);
            assertThat(browser.screenshot()).isNotEqualTo(whole);
            findALongRun(browser);
            clickOnIt(browser);
            browser.evaluate("document.getElementById('all').click()");
            assertThat(browser.evaluate("timeline.view.from")).isEqualTo("0");
            clickOnAWait(browser);
            assertTraceIsJson(browser);
        }
    }

    @Test
    void page_withoutRuns_saysHowTheyAreRecorded(@TempDir Path profile) throws Exception {
        Optional<String> executable = Browser.find();
        assumeTrue(executable.isPresent(), "no Chromium here: nobody looks at the page");
        report(JavaHome.running(), "");
        try (Browser browser = new Browser(executable.get(), profile, page().toUri())) {
            browser.await("document.body && document.body.dataset.ready", "yes");
            assertThat(browser.evaluate("document.getElementById('notes').textContent"))
                    .contains("runs were not recorded", Recorded.RUNS);
            assertThat(browser.evaluate("timeline.rows.length >= 2")).isEqualTo("true");
            assertThat(detailAt(browser, 500, 700))
                    .startsWith("processor 0 at ")
                    .contains("runs were not recorded");
        }
    }

    /** What the first row says of one of these places: all marks are close together, and at most one place is at a mark. */
    private static String detailAt(Browser browser, int... places) throws InterruptedException {
        String detail = "";
        for (int place : places) {
            browser.evaluate("window.spot = (() => { const b = document.getElementById('view').getBoundingClientRect();"
                    + " return [b.left + " + place + ", b.top + timeline.rowTop(0) + 9] })()");
            browser.click(
                    Double.parseDouble(browser.evaluate("spot[0]")), Double.parseDouble(browser.evaluate("spot[1]")));
            detail = browser.evaluate("document.getElementById('detail').textContent");
            if (detail.startsWith("processor ")) {
                return detail;
            }
        }
        return detail;
    }

    /** The longest one of those whose worker is known: one of a thread that has ended may not be. */
    private static void findALongRun(Browser browser) throws InterruptedException {
        browser.evaluate("window.spot = (() => { const r = timeline.rows[0].runs; let k = -1;"
                + " for (let i = 0; i < r.n; i++) if (r.count[i] === 1 && timeline.name(r.who[i]).startsWith('pool-1-thread-')"
                + " && (k < 0 || r.to[i] - r.from[i] > r.to[k] - r.from[k])) k = i;"
                + " const b = document.getElementById('view').getBoundingClientRect();"
                + " return [b.left + timeline.x((r.from[k] + r.to[k]) / 2), b.top + timeline.rowTop(0) + 9] })()");
    }

    private static void clickOnIt(Browser browser) throws InterruptedException {
        double x = Double.parseDouble(browser.evaluate("spot[0]"));
        double y = Double.parseDouble(browser.evaluate("spot[1]"));
        browser.click(x, y);
        assertThat(browser.evaluate("document.getElementById('detail').textContent"))
                .startsWith("processor 0 at ")
                .containsPattern("running: pool-1-thread-\\d+ for .* ended by ");
    }

    private static void wheel(Browser browser) throws InterruptedException {
        double before = Double.parseDouble(browser.evaluate("timeline.view.to - timeline.view.from"));
        double x = Double.parseDouble(browser.evaluate("spot[0]"));
        double y = Double.parseDouble(browser.evaluate("spot[1]"));
        for (int i = 0; i < 8; i++) {
            browser.wheel(x, y, -200);
        }
        browser.await("timeline.view.to - timeline.view.from < " + before / 10, "true");
        assertThat(browser.evaluate("document.getElementById('range').textContent"))
                .contains(" of ");
    }

    /** A row of the table brings what it tells of into view. */
    private static void clickOnAWait(Browser browser) throws InterruptedException {
        browser.evaluate("document.querySelector('#tables tr[data-t]').click()");
        assertThat(browser.evaluate("(() => { const t = +document.querySelector('#tables tr[data-t]').dataset.t;"
                        + " return timeline.view.from <= t && t <= timeline.view.to && timeline.view.from > 0 })()"))
                .isEqualTo("true");
    }

    private void assertTraceIsJson(Browser browser) throws IOException, InterruptedException {
        String text =
                Base64.getEncoder().encodeToString(Files.readString(trace()).getBytes(StandardCharsets.UTF_8));
        String count = browser.evaluate("JSON.parse(new TextDecoder().decode(Uint8Array.from(atob('" + text
                + "'), c => c.charCodeAt(0)))).traceEvents.filter(e => e.ph === 'X' && e.dur >= 0).length");
        assertThat(Integer.parseInt(count)).isGreaterThan(100);
    }
}
