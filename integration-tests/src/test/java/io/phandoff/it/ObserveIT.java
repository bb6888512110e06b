// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.AgentLog.Line;
import io.phandoff.it.apps.Contended;
import io.phandoff.it.apps.Sleepers;
import java.util.ArrayList;
import java.util.List;

/** What the log says of blocking: in observe mode, and by kind of call and place in every mode. */
class ObserveIT {
    private static final int TASKS = 40;
    private static final int MILLIS = 50;
    private static final long STARVED_MILLIS = 700;

    private static AgentJvm jvm(JavaHome home, String mode) {
        return AgentJvm.on(home).agent().set("phandoff.mode", mode).set("phandoff.stats.interval", "200ms");
    }

    private static String[] arguments(int poolSize, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("fixed", Integer.toString(poolSize), Integer.toString(TASKS), Integer.toString(MILLIS)));
        arguments.addAll(List.of(more));
        return arguments.toArray(new String[0]);
    }

    private static JvmRun sleepers(JavaHome home, String mode, int poolSize) throws InterruptedException {
        JvmRun run = jvm(home, mode).run(Sleepers.class, arguments(poolSize));
        Runs.assertEnded(run);
        return run;
    }

    private static long millis(Line line, String key) {
        return Long.parseLong(line.values().getOrDefault(key, "0ms").replace("ms", ""));
    }

    private static Line last(AgentLog log, String start) {
        assertThat(log.starting(start))
                .as("lines that start with %s in %s", start, log.all())
                .isNotEmpty();
        return log.starting(start).get(log.starting(start).size() - 1);
    }

    @OnEveryJdk
    void observe_starvedPool_staysAsItIsAndTheLogSaysWhatGrowingGives(JavaHome home) throws InterruptedException {
        // one round takes a second, and who looks at it may come late
        JvmRun run = UntilTold.run(
                jvm(home, "observe"),
                log -> log.starting("starved ").stream().anyMatch(line -> millis(line, "for") >= STARVED_MILLIS),
                Sleepers.class,
                arguments(2, "again"));
        Runs.assertEnded(run);
        AgentLog log = new AgentLog(run);
        assertThat(run.out()).singleElement().asString().contains("atOnce=2 ");
        assertThat(log.starting("SUMMARY ").get(0).number("grown")).isZero();
        assertThat(log.only("SUMMARY retakes:").number("total")).isZero();
        Line starved = last(log, "starved ");
        assertThat(starved.values()).containsEntry("pool", "pool-1-thread").containsEntry("threads", "2");
        assertThat(starved.values().get("blocked-in")).startsWith("sleep ");
        assertThat(millis(starved, "for")).isBetween(STARVED_MILLIS, millis(starved, "of"));
        assertThat(Double.parseDouble(starved.values().get("growing-gives-times")))
                .isBetween(3.0, 21.0);
        assertThat(log.starting("SCHED "))
                .allSatisfy(line -> assertThat(line.values()).containsEntry("mode", "observe"));
    }

    @OnEveryJdk
    void observe_poolThatIsLargeEnough_isNotStarved(JavaHome home) throws InterruptedException {
        AgentLog log = new AgentLog(sleepers(home, "observe", TASKS));
        assertThat(log.starting("starved ")).isEmpty();
    }

    @OnEveryJdk
    void off_starvedPool_staysAsItIsAndNothingIsWorkedOut(JavaHome home) throws InterruptedException {
        JvmRun run = sleepers(home, "off", 2);
        assertThat(run.out()).singleElement().asString().contains("atOnce=2 ");
        assertThat(new AgentLog(run).starting("starved ")).isEmpty();
    }

    @OnEveryJdk
    void blockedTime_ofPool_isLoggedByKind(JavaHome home) throws InterruptedException {
        for (String mode : new String[] {"on", "observe"}) {
            Line line = last(new AgentLog(sleepers(home, mode, 2)), "SUMMARY blocked-time: pool=pool-1-thread");
            assertThat(millis(line, "sleep")).as(mode).isGreaterThanOrEqualTo(TASKS * MILLIS);
            assertThat(millis(line, "total")).as(mode).isGreaterThanOrEqualTo(millis(line, "sleep"));
        }
    }

    @OnEveryJdk
    void stall_atAMonitor_isLoggedWithItsPlace(JavaHome home) throws InterruptedException {
        JvmRun run = UntilTold.run(
                jvm(home, "on").set("phandoff.procs", "1"),
                log -> log.starting("stall ").stream().anyMatch(ObserveIT::isAtTheMonitor),
                Contended.class,
                "again");
        Runs.assertPrinted(run, "all entered=true");
        assertThat(new AgentLog(run).starting("SUMMARY stall:")).anyMatch(ObserveIT::isAtTheMonitor);
    }

    private static boolean isAtTheMonitor(Line stall) {
        return stall.values().get("cause").equals("monitor")
                && stall.values().get("at").startsWith(Contended.class.getName() + ".enter:");
    }
}
