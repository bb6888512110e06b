// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.AgentLog.Line;
import io.phandoff.it.apps.Contended;
import io.phandoff.it.apps.Sleepers;
import java.util.List;
import java.util.Map;

/** What the agent says in words of pools that lack something, one program a cause. */
class DiagnosisIT {
    private static final String POOL = "pool-1-thread";

    private static AgentLog sleepers(JavaHome home, String pool, int size, Map<String, String> options)
            throws InterruptedException {
        JvmRun run = AgentJvm.on(home)
                .agent()
                .set("phandoff.procs", "2")
                .set("phandoff.stats.interval", "0")
                .set("phandoff.diagnosis.interval", "100ms")
                .setAll(options)
                .run(Sleepers.class, pool, Integer.toString(size), Integer.toString(size * 15), "100");
        Runs.assertEnded(run);
        return new AgentLog(run);
    }

    private static Line first(AgentLog log, String cause) {
        List<Line> lines = log.starting("diagnosis cause=" + cause + " ");
        assertThat(lines).as("lines of cause %s in %s", cause, log.all()).isNotEmpty();
        Line line = lines.get(0);
        assertThat(line.values()).containsEntry("pool", POOL);
        assertThat(line.values().get("since")).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        return line;
    }

    private static void assertOption(AgentLog log, String cause, String option, String level) {
        Line line = first(log, cause);
        assertThat(line.values()).containsEntry("option", option);
        assertThat(line.values().get("seen")).contains(" tasks queued, ", " workers blocked", "(sleep 100%)");
        assertThat(line.level()).isEqualTo(level);
    }

    @OnEveryJdk
    void poolOfOne_starved_isToldTheRule(JavaHome home) throws InterruptedException {
        AgentLog log = sleepers(home, "single", 1, Map.of());
        assertOption(log, "pool-of-one", "phandoff.pools." + POOL + ".grow=on", "INFO");
    }

    @OnEveryJdk
    void scheduledPool_starved_isToldTheRule(JavaHome home) throws InterruptedException {
        AgentLog log = sleepers(home, "scheduled", 2, Map.of());
        assertOption(log, "scheduled-pool", "phandoff.pools." + POOL + ".grow=on", "INFO");
    }

    @OnEveryJdk
    void boundedQueue_starved_isToldTheRule(JavaHome home) throws InterruptedException {
        AgentLog log = sleepers(home, "bounded", 2, Map.of());
        assertOption(log, "bounded-queue", "phandoff.pools." + POOL + ".grow=on", "INFO");
    }

    @OnEveryJdk
    void growthSwitchedOff_starved_isToldTheOption(JavaHome home) throws InterruptedException {
        AgentLog log = sleepers(home, "fixed", 2, Map.of("phandoff.grow", "false"));
        assertOption(log, "growth-off", "phandoff.pools." + POOL + ".grow=auto", "INFO");
    }

    @OnEveryJdk
    void cap_reached_isWarnedOfTheOption(JavaHome home) throws InterruptedException {
        AgentLog log = sleepers(home, "fixed", 2, Map.of("phandoff.grow.max-per-pool", "1"));
        assertOption(log, "cap-per-pool", "phandoff.pools." + POOL + ".grow.max", "WARN");
        log = sleepers(home, "fixed", 2, Map.of("phandoff.grow.max-total", "1"));
        assertOption(log, "cap-total", "phandoff.grow.max-total", "WARN");
    }

    @OnEveryJdk
    void observe_starved_isToldWhatGrowingGives(JavaHome home) throws InterruptedException {
        Line line = first(sleepers(home, "fixed", 2, Map.of("phandoff.mode", "observe")), "starved");
        assertThat(line.values()).containsEntry("option", "phandoff.mode=on");
        assertThat(line.values().get("seen")).contains("starved for ", "blocked in sleep", "; growing gives ");
    }

    @OnEveryJdk
    void poolThatGrows_isNotToldOf(JavaHome home) throws InterruptedException {
        assertThat(sleepers(home, "fixed", 2, Map.of()).starting("diagnosis ")).isEmpty();
    }

    @OnEveryJdk
    void off_saysNothing(JavaHome home) throws InterruptedException {
        AgentLog log = sleepers(home, "single", 1, Map.of("phandoff.diagnosis.interval", "0"));
        assertThat(log.all()).singleElement().satisfies(line -> assertThat(line.text())
                .startsWith("started "));
    }

    @OnEveryJdk
    void monitor_onlySysmonSees_isToldWithItsPlace(JavaHome home) throws InterruptedException {
        JvmRun run = AgentJvm.on(home)
                .agent()
                .set("phandoff.procs", "1")
                .set("phandoff.diagnosis.interval", "100ms")
                .run(Contended.class);
        Runs.assertEnded(run);
        Line line = first(new AgentLog(run), "retaken-monitor");
        assertThat(line.values().get("seen")).contains("stood at a monitor", Contended.class.getName() + ".enter:");
        assertThat(line.values().get("option")).startsWith("none");
    }
}
