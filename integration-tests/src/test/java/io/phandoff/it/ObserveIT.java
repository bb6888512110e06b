// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.AgentLog.Line;
import io.phandoff.it.apps.Contended;
import io.phandoff.it.apps.Sleepers;

/** What the log says of blocking: in observe mode, and by kind of call and place in every mode. */
class ObserveIT {
    private static final int TASKS = 40;
    private static final int MILLIS = 50;

    private static JvmRun sleepers(JavaHome home, String mode, int poolSize) throws InterruptedException {
        JvmRun run = AgentJvm.on(home)
                .agent()
                .set("phandoff.mode", mode)
                .set("phandoff.stats.interval", "200ms")
                .run(
                        Sleepers.class,
                        "fixed",
                        Integer.toString(poolSize),
                        Integer.toString(TASKS),
                        Integer.toString(MILLIS));
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
        JvmRun run = sleepers(home, "observe", 2);
        AgentLog log = new AgentLog(run);
        assertThat(run.out()).singleElement().asString().contains("atOnce=2 ");
        assertThat(log.starting("SUMMARY ").get(0).number("grown")).isZero();
        assertThat(log.only("SUMMARY retakes:").number("total")).isZero();
        Line starved = last(log, "starved ");
        assertThat(starved.values()).containsEntry("pool", "pool-1-thread").containsEntry("threads", "2");
        assertThat(starved.values().get("blocked-in")).startsWith("sleep ");
        // it is starved from its first look to its last task but two, less than the whole second only by what a look
        // misses
        assertThat(millis(starved, "for")).isBetween(TASKS / 2L * MILLIS * 7 / 10, millis(starved, "of"));
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
        JvmRun run = AgentJvm.on(home).agent().set("phandoff.procs", "1").run(Contended.class);
        Runs.assertPrinted(run, "entered=60");
        assertThat(new AgentLog(run).starting("SUMMARY stall:")).anySatisfy(line -> {
            assertThat(line.values()).containsEntry("cause", "monitor");
            assertThat(line.values().get("at")).startsWith(Contended.class.getName() + ".enter:");
        });
    }
}
