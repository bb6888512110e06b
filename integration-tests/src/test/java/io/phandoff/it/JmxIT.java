// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.phandoff.it.apps.Sleepers;
import io.phandoff.it.metrics.OwnBuilder;
import io.phandoff.it.metrics.Steered;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;

/** The beans: when they are there, what they tell a client that knows none of our classes, and that they steer a program under load. */
class JmxIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String POOL = "io.phandoff:name=\"pool-1-thread\",type=Pool";

    private static AgentJvm jvm(JavaHome home) {
        return AgentJvm.on(home).agent().set("phandoff.procs", "2").limit(Duration.ofMinutes(3));
    }

    private static Map<String, Object> attributes(MBeanServerConnection server, ObjectName name)
            throws IOException, JMException {
        Map<String, Object> values = new TreeMap<>();
        for (MBeanAttributeInfo info : server.getMBeanInfo(name).getAttributes()) {
            values.put(info.getName(), server.getAttribute(name, info.getName()));
        }
        return values;
    }

    @OnEveryJdk
    void steered_underLoadByAClientThatAttaches_resultsAreRightAndNobodyIsLeftWaiting(JavaHome home) throws Exception {
        try (RunningJvm running = jvm(home).start(Steered.class)) {
            try (JmxClient client = JmxClient.attach(running.awaitLine("pid=", LIMIT))) {
                steer(client.server());
            }
            running.send("end");
            JvmRun run = running.awaitEnd(LIMIT);
            Runs.assertEnded(run);
            assertThat(run.out()).contains("all well");
            assertThat(new AgentLog(run).starting("mode ")).hasSize(18);
        }
    }

    private static void steer(MBeanServerConnection server) throws Exception {
        ObjectName handoff = new ObjectName("io.phandoff:type=Handoff");
        await().atMost(LIMIT).until(() -> server.isRegistered(handoff));
        await().atMost(LIMIT).until(() -> server.isRegistered(new ObjectName(POOL)));
        assertTells(server, handoff);
        for (int round = 0; round < 6; round++) {
            int before = (int) server.getAttribute(handoff, "Processors");
            int to = 1 + round % 4;
            assertThat(invoke(server, handoff, "resize", int.class, to)).isEqualTo(before);
            assertThat(server.getAttribute(handoff, "Processors")).isEqualTo(to);
            for (String mode : new String[] {"observe", "off", "on"}) {
                long tasks = (long) server.getAttribute(handoff, "Tasks");
                invoke(server, handoff, "setMode", String.class, mode);
                assertThat(server.getAttribute(handoff, "Mode")).isEqualTo(mode);
                await().atMost(LIMIT).until(() -> (long) server.getAttribute(handoff, "Tasks") > tasks);
            }
        }
        assertThat(server.invoke(handoff, "followCpus", null, null))
                .isEqualTo(server.getAttribute(handoff, "Processors"));
        assertThatThrownBy(() -> invoke(server, handoff, "resize", int.class, 0))
                .isInstanceOf(RuntimeMBeanException.class)
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> invoke(server, handoff, "setMode", String.class, "fast"))
                .isInstanceOf(RuntimeMBeanException.class)
                .hasStackTraceContaining("unknown mode: mode=fast (expected: on, observe or off)");
    }

    private static Object invoke(
            MBeanServerConnection server, ObjectName bean, String operation, Class<?> type, Object value)
            throws IOException, JMException {
        return server.invoke(bean, operation, new Object[] {value}, new String[] {type.getName()});
    }

    private static void assertTells(MBeanServerConnection server, ObjectName handoff) throws IOException, JMException {
        await().atMost(LIMIT).until(() -> (int) server.getAttribute(new ObjectName(POOL), "Spares") > 0);
        await().atMost(LIMIT).untilAsserted(() -> assertTellsOfPool(server));
        await().atMost(LIMIT).untilAsserted(() -> assertThat((ObjectName[]) server.getAttribute(handoff, "Pools"))
                .extracting(ObjectName::getCanonicalName)
                .contains(POOL));
        Map<String, Object> all = attributes(server, handoff);
        assertThat(all)
                .containsEntry("Mode", "on")
                .containsEntry("Processors", 2)
                .containsEntry("PassThroughReason", null);
        assertThat((CompositeData[]) all.get("ProcessorStates")).hasSize(2).allSatisfy(each -> assertThat(
                        each.getCompositeType().keySet())
                .containsExactlyInAnyOrder("id", "state", "tick", "tasks", "handoffs"));
        assertThat((CompositeData) all.get("Waits")).satisfies(waits -> assertThat(
                        waits.getCompositeType().keySet())
                .containsExactlyInAnyOrder("count", "p50Nanos", "p90Nanos", "p99Nanos", "p999Nanos", "maxNanos"));
        assertThat(server.getMBeanInfo(handoff).getAttributes()).allSatisfy(JmxIT::assertDescribed);
        assertThat(server.getMBeanInfo(handoff).getOperations()).hasSize(3).allSatisfy(JmxIT::assertDescribed);
        assertThat(server.getMBeanInfo(new ObjectName(POOL)).getAttributes()).allSatisfy(JmxIT::assertDescribed);
    }

    /** But for the moment in which a spare counts, and its thread does not run yet. */
    private static void assertTellsOfPool(MBeanServerConnection server) throws IOException, JMException {
        Map<String, Object> pool = attributes(server, new ObjectName(POOL));
        assertThat(pool)
                .containsEntry("Name", "pool-1-thread")
                .containsEntry("Size", 2)
                .containsEntry("MaxSpares", 256)
                .containsEntry("GrowthLimit", "none")
                .containsEntry("Grows", true);
        assertThat((long) pool.get("Tasks")).isPositive();
    }

    private static void assertDescribed(MBeanFeatureInfo info) {
        assertThat(info.getDescription()).isNotEqualTo(info.getName()).contains(" ");
    }

    @OnEveryJdk
    void beans_programSetsItsOwnBuilderLate_areInThePlatformsServerOfThatBuilder(JavaHome home)
            throws InterruptedException {
        JvmRun run = jvm(home).run(OwnBuilder.class);
        Runs.assertEnded(run);
        assertThat(run.out())
                .as("%s", run)
                .containsExactly(
                        "made by own builder: 1, in the other: 0",
                        "[" + POOL + ", io.phandoff:type=Handoff]",
                        "[io.phandoff:type=Handoff]");
    }

    @OnEveryJdk
    void on_builderOfTheProgram_makesTheServer(JavaHome home) throws InterruptedException {
        JvmRun run = jvm(home)
                .set("phandoff.jmx", "on")
                .set("javax.management.builder.initial", OwnBuilder.class.getName())
                .run(OwnBuilder.class);
        Runs.assertEnded(run);
        assertThat(run.out())
                .as("%s", run)
                .containsExactly(
                        "made by own builder: 2, in the other: 0",
                        "[" + POOL + ", io.phandoff:type=Handoff]",
                        "[io.phandoff:type=Handoff]");
        assertThat(new AgentLog(run).level("WARN")).isEmpty();
    }

    @OnEveryJdk
    void on_builderFailsForUs_beansComeOnceTheProgramHasMadeTheServer(JavaHome home) throws InterruptedException {
        JvmRun run = jvm(home)
                .set("phandoff.jmx", "on")
                .set("javax.management.builder.initial", OwnBuilder.class.getName())
                .set("own.builder.choosy", "true")
                .run(OwnBuilder.class);
        Runs.assertEnded(run);
        assertThat(run.out())
                .as("%s", run)
                .contains("[" + POOL + ", io.phandoff:type=Handoff]", "[io.phandoff:type=Handoff]");
        assertThat(new AgentLog(run).level("WARN")).singleElement().satisfies(line -> assertThat(line.text())
                .startsWith("jmx-server-not-made ")
                .contains("not for phandoff-"));
    }

    @OnEveryJdk
    void off_noBeans(JavaHome home) throws InterruptedException {
        // it waits in vain for beans, twice
        JvmRun run = jvm(home)
                .set("phandoff.jmx", "off")
                .set("own.builder.limit", "1")
                .run(OwnBuilder.class);
        assertThat(run.out())
                .as("%s", run)
                .startsWith("made by own builder: 1, in the other: 0", "[]")
                .noneMatch(line -> line.contains("io.phandoff"));
    }

    @OnEveryJdk
    void on_nobodyAsks_beansAreThere(JavaHome home) throws InterruptedException {
        try (RunningJvm running = jvm(home)
                .set("phandoff.jmx", "on")
                .flag("-verbose:class")
                .start(Sleepers.class, "single", "1", "20", "10", "again")) {
            String line = "";
            while (!line.contains("io.phandoff.agent.metrics.HandoffBean ")) {
                line = running.awaitLine("", LIMIT); // fails at the end of the program
            }
            running.send("end");
            assertThat(running.awaitEnd(LIMIT).exitCode()).isZero();
        }
    }

    @OnEveryJdk
    void auto_nobodyAsks_loadsNothingOfManagementForIt(JavaHome home) throws InterruptedException {
        JvmRun run = jvm(home).flag("-verbose:class").run(Sleepers.class, "single", "1", "20", "100");
        assertThat(run.out()).noneSatisfy(line -> assertThat(line).contains("javax.management.MBeanServer"));
        assertThat(run.out()).noneSatisfy(line -> assertThat(line).contains("phandoff.agent.metrics.MetricsLoop"));
        assertThat(run.out()).anySatisfy(line -> assertThat(line).contains("elapsedMillis="));
    }

    @OnEveryJdk
    void modules_withoutManagement_nothingButTheBeansIsMissing(JavaHome home) throws InterruptedException {
        JvmRun run = UntilTold.run(
                jvm(home)
                        .flag("--limit-modules=java.base,java.instrument")
                        .set("phandoff.stats.interval", "200ms")
                        .set("phandoff.diagnosis.interval", "0") // it would warn of growth that comes late
                        .set("phandoff.jmx", "on"),
                log -> !log.level("WARN").isEmpty()
                        && log.starting("SCHED ").stream().anyMatch(line -> line.number("grown") > 0),
                Sleepers.class,
                "fixed",
                "2",
                "40",
                "50",
                "again");
        Runs.assertEnded(run);
        AgentLog log = new AgentLog(run);
        assertThat(log.starting("SUMMARY ").get(0).number("grown")).isPositive();
        assertThat(log.level("WARN")).singleElement().satisfies(line -> assertThat(line.text())
                .startsWith("jmx-failed "));
    }
}
