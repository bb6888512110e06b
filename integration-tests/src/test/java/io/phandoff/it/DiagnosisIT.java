// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.AgentLog.Line;
import io.phandoff.it.apps.Contended;
import io.phandoff.it.apps.Saturated;
import io.phandoff.it.apps.Sleepers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the agent says in words of pools that lack something, one program a cause. */
class DiagnosisIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String POOL = "pool-1-thread";

    private static AgentJvm jvm(JavaHome home) {
        return AgentJvm.on(home)
                .agent()
                .set("phandoff.procs", "2")
                .set("phandoff.stats.interval", "0")
                .set("phandoff.diagnosis.interval", "100ms");
    }

    /** Until that cause was told: the thread that looks may come late. */
    private static AgentLog sleepers(JavaHome home, String cause, String pool, int size, Map<String, String> options)
            throws InterruptedException {
        JvmRun run = UntilTold.run(
                jvm(home).setAll(options),
                log -> !of(log, cause).isEmpty(),
                Sleepers.class,
                pool,
                Integer.toString(size),
                Integer.toString(size * 15),
                "100",
                "again");
        Runs.assertEnded(run);
        return new AgentLog(run);
    }

    private static List<Line> of(AgentLog log, String cause) {
        return log.starting("diagnosis cause=" + cause + " ");
    }

    private static Line first(AgentLog log, String cause) {
        List<Line> lines = of(log, cause);
        assertThat(lines).as("lines of cause %s in %s", cause, log.all()).isNotEmpty();
        Line line = lines.get(0);
        assertThat(line.values()).containsEntry("pool", POOL);
        assertThat(line.values().get("since")).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        return line;
    }

    private static void assertOption(
            JavaHome home,
            String cause,
            String pool,
            int size,
            Map<String, String> options,
            String option,
            String level)
            throws InterruptedException {
        Line line = first(sleepers(home, cause, pool, size, options), cause);
        assertThat(line.values()).containsEntry("option", option);
        assertThat(line.values().get("seen")).contains(" tasks queued, ", " workers blocked", "(sleep 100%)");
        assertThat(line.level()).isEqualTo(level);
    }

    @OnEveryJdk
    void poolOfOne_starved_isToldTheRule(JavaHome home) throws InterruptedException {
        String option = "phandoff.pools." + POOL + ".grow=on";
        assertOption(home, "pool-of-one", "single", 1, Map.of(), option, "INFO");
    }

    @OnEveryJdk
    void scheduledPool_starved_isToldTheRule(JavaHome home) throws InterruptedException {
        String option = "phandoff.pools." + POOL + ".grow=on";
        assertOption(home, "scheduled-pool", "scheduled", 2, Map.of(), option, "INFO");
    }

    @OnEveryJdk
    void boundedQueue_starved_isToldTheRule(JavaHome home) throws InterruptedException {
        String option = "phandoff.pools." + POOL + ".grow=on";
        assertOption(home, "bounded-queue", "bounded", 2, Map.of(), option, "INFO");
    }

    @OnEveryJdk
    void growthSwitchedOff_starved_isToldTheOption(JavaHome home) throws InterruptedException {
        String option = "phandoff.pools." + POOL + ".grow=auto";
        assertOption(home, "growth-off", "fixed", 2, Map.of("phandoff.grow", "false"), option, "INFO");
    }

    @OnEveryJdk
    void cap_reached_isWarnedOfTheOption(JavaHome home) throws InterruptedException {
        String option = "phandoff.pools." + POOL + ".grow.max";
        assertOption(home, "cap-per-pool", "fixed", 2, Map.of("phandoff.grow.max-per-pool", "1"), option, "WARN");
        option = "phandoff.grow.max-total";
        assertOption(home, "cap-total", "fixed", 2, Map.of("phandoff.grow.max-total", "1"), option, "WARN");
    }

    @OnEveryJdk
    void observe_starved_isToldWhatGrowingGives(JavaHome home) throws InterruptedException {
        Line line = first(sleepers(home, "starved", "fixed", 2, Map.of("phandoff.mode", "observe")), "starved");
        assertThat(line.values()).containsEntry("option", "phandoff.mode=on");
        assertThat(line.values().get("seen")).contains("starved for ", "blocked in sleep", "; growing gives ");
    }

    /** It is told of at the third look in a row, of one a second: not because growth comes a second late. */
    @OnEveryJdk
    void poolThatGrows_isNotToldOf(JavaHome home) throws InterruptedException {
        AgentJvm program = jvm(home).set("phandoff.diagnosis.interval", "1s");
        try (RunningJvm jvm = program.start(Saturated.class, "fixed", "20")) {
            jvm.awaitLine("ready", LIMIT);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
            do {
                jvm.ask("tasks 500", "elapsedMillis=", LIMIT);
            } while (System.nanoTime() < end);
            jvm.send("end");
            JvmRun run = jvm.awaitEnd(LIMIT);
            Runs.assertEnded(run);
            // a worker that gets no CPU may be retaken from
            assertThat(new AgentLog(run).starting("diagnosis "))
                    .filteredOn(line -> !line.values().get("cause").startsWith("retaken-"))
                    .isEmpty();
        }
    }

    @OnEveryJdk
    void off_saysNothing(JavaHome home) throws InterruptedException {
        JvmRun run = jvm(home).set("phandoff.diagnosis.interval", "0").run(Sleepers.class, "single", "1", "15", "100");
        Runs.assertEnded(run);
        assertThat(new AgentLog(run).all()).singleElement().satisfies(line -> assertThat(line.text())
                .startsWith("started "));
    }

    @OnEveryJdk
    void monitor_onlySysmonSees_isToldWithItsPlace(JavaHome home) throws InterruptedException {
        String place = Contended.class.getName() + ".enter:";
        JvmRun run = UntilTold.run(
                jvm(home).set("phandoff.procs", "1"),
                log -> of(log, "retaken-monitor").stream()
                        .anyMatch(line -> line.values().get("seen").contains(place)),
                Contended.class,
                "again");
        Runs.assertEnded(run);
        AgentLog log = new AgentLog(run);
        assertThat(first(log, "retaken-monitor").values().get("option")).startsWith("none");
        // the first line may come before the first stack
        assertThat(of(log, "retaken-monitor"))
                .anySatisfy(line -> assertThat(line.values().get("seen")).contains("stood at a monitor", place));
    }
}
