// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.AgentLog.Line;
import io.phandoff.it.apps.HeldSleepers;
import java.time.Duration;
import java.util.List;

/**
 * One program with 100 sleeping tasks on a pool of 2 that may have 8 spares, and all that the agent logs about it. None ends before
 * the log has told of all that may come late.
 */
class LogIT {

    private static final int TASKS = 100;
    private static final int LEAST_REPORTS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @OnEveryJdk
    void log_ofBlockingProgram_tellsWhatHappened(JavaHome home) throws InterruptedException {
        AgentJvm jvm = AgentJvm.on(home)
                .agent()
                .set("phandoff.stats.interval", "200ms")
                .set("phandoff.procs", "2")
                .set("phandoff.grow.max-per-pool", "8")
                .set("phandoff.diagnosis.interval", "0"); // it would speak of the cap, too
        List<Line> held;
        JvmRun run;
        try (RunningJvm running = jvm.start(HeldSleepers.class, Integer.toString(TASKS))) {
            held = parsed(running.awaitErr(lines -> tellsOfAll(parsed(lines)), LIMIT));
            running.endInput();
            run = running.awaitEnd(LIMIT);
        }
        Runs.assertEnded(run);
        AgentLog log = new AgentLog(run);
        assertStart(log, home);
        assertThat(held).as("%s", run).anyMatch(LogIT::isFullPool);
        assertPeriodic(log);
        assertSummary(log);
        assertThat(log.only("growth-capped").values()).containsEntry("cap", "per-pool");
        assertThat(log.level("WARN")).as("%s", run).isEmpty();
    }

    private static List<Line> parsed(List<String> err) {
        return err.stream()
                .filter(line -> line.startsWith("[phandoff"))
                .map(Line::parse)
                .toList();
    }

    private static boolean tellsOfAll(List<Line> lines) {
        return lines.stream().filter(LogIT::isReport).count() >= LEAST_REPORTS
                && lines.stream().anyMatch(LogIT::isFullPool)
                && lines.stream().anyMatch(line -> line.text().startsWith("growth-capped "));
    }

    private static boolean isReport(Line line) {
        return line.text().startsWith("SCHED ");
    }

    private static boolean isFullPool(Line line) {
        return line.text().startsWith("pool ")
                && line.number("size") == 2
                && line.number("threads") == 10
                && line.number("spares") == 8
                && line.number("blocked") > 2;
    }

    private static void assertStart(AgentLog log, JavaHome home) {
        Line start = log.only("started");
        assertThat(log.all().get(0)).isEqualTo(start);
        assertThat(start.values().get("version")).matches("\\d.*");
        assertThat(start.values().get("jdk")).startsWith(Integer.toString(home.feature()));
        assertThat(start.values()).containsEntry("processors", "2");
        assertThat(start.text()).contains("phandoff.stats.interval=200ms", "phandoff.grow.max-per-pool=8");
        String[] points = start.values().get("hook-points").split("/", 2);
        assertThat(Integer.parseInt(points[0]))
                .isEqualTo(Integer.parseInt(points[1]))
                .isGreaterThan(30);
    }

    private static void assertPeriodic(AgentLog log) {
        List<Line> sched = log.starting("SCHED ");
        assertThat(sched).hasSizeGreaterThanOrEqualTo(LEAST_REPORTS);
        assertThat(sched).extracting(line -> line.number("tasks")).isSorted();
        assertThat(sched).allSatisfy(line -> {
            assertThat(line.text()).matches("SCHED \\d+ms: processors=2 idle=\\d+ .*");
            assertThat(line.values()).containsKeys("starting", "resuming", "threads", "handoffs", "retakes");
            assertThat(line.number("idle")).isBetween(0L, 2L);
        });
        List<Line> pools = log.starting("pool ");
        assertThat(pools).isNotEmpty().allSatisfy(line -> {
            assertThat(line.number("threads")).isBetween(0L, 10L);
            assertThat(line.number("spares")).isBetween(0L, 8L);
            assertThat(line.number("queued")).isBetween(0L, (long) TASKS);
            assertThat(line.number("running") + line.number("blocked") + line.number("idle"))
                    .isLessThanOrEqualTo(line.number("threads"));
            assertThat(line.values().get("wait-p50")).matches("\\d+us");
            assertThat(line.values().get("wait-p99")).matches("\\d+us");
        });
    }

    private static void assertSummary(AgentLog log) {
        Line summary = log.starting("SUMMARY ").get(0);
        assertThat(summary.number("tasks")).isEqualTo(TASKS);
        assertThat(summary.number("grown")).isBetween(8L, 16L);
        assertThat(summary.number("peak-threads")).isEqualTo(10);
        assertThat(log.calls("sleep")).isGreaterThanOrEqualTo(TASKS);
        assertThat(log.only("SUMMARY handoffs:").number("total")).isGreaterThanOrEqualTo(TASKS);
        assertThat(log.only("SUMMARY retakes:").values()).containsKey("total");
    }
}
