// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.servers.EnhancedQueue;
import io.phandoff.it.servers.HikariThree;
import io.phandoff.it.servers.JettyEight;
import io.phandoff.it.servers.KafkaClients;
import io.phandoff.it.servers.ServerRejections;
import io.phandoff.it.servers.SparesLeave;
import io.phandoff.it.servers.TomcatFour;
import io.phandoff.it.servers.UndertowTwo;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real servers and clients give the same answers with the agent, and are not held up by their few threads. */
class ServersIT {

    /** Most of them take two seconds; they load thousands of classes. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final String RIGHT = "120";

    /** Each of the 120 requests takes 50 ms of a thread's time. */
    private static final long THREAD_MILLIS = 120 * 50;

    /**
     * Three hold a connection, those that met before may wait for one, and while no task ends one more comes after 20 ms and then less
     * and less often, as {@link LimitedResourceIT} says; beside them as many may wait as there are processors. One for each that waits
     * would be hundreds.
     */
    private static final int MOST_FOR_CONNECTIONS = 38 + Runtime.getRuntime().availableProcessors();

    private enum With {
        NOTHING,
        AGENT,
        ONE_STRICT_PROCESSOR
    }

    private record Setting(JavaHome home, With with) {

        AgentJvm jvm() {
            AgentJvm jvm = AgentJvm.on(home)
                    .wholeClassPath()
                    .limit(LIMIT)
                    .set("org.slf4j.simpleLogger.defaultLogLevel", "warn");
            if (with != With.NOTHING) {
                jvm.agent().set("it.grows", "true"); // who waits for a spare may
            }
            if (with == With.ONE_STRICT_PROCESSOR) {
                jvm.set("phandoff.procs", "1").set("phandoff.strict", "true");
            }
            return jvm;
        }

        boolean grows() {
            return with != With.NOTHING;
        }

        /** The words {@code key=value} of all lines. */
        Map<String, String> run(Class<?> main, String... args) throws InterruptedException {
            JvmRun run = jvm().run(main, args);
            Runs.assertEnded(run);
            Map<String, String> words = new HashMap<>();
            for (String word : String.join(" ", run.out()).split(" ", -1)) {
                String[] parts = word.split("=", 2);
                assertThat(parts).as("%s in %s", word, run).hasSize(2);
                words.put(parts[0], parts[1]);
            }
            return words;
        }

        @Override
        public String toString() {
            return home + " " + with;
        }
    }

    static Stream<Setting> settings() {
        return JavaHomes.all().stream().flatMap(home -> Stream.of(With.values()).map(with -> new Setting(home, with)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void tomcatOfFour_slowService_isNotHeldUpByItsThreads(Setting setting) throws InterruptedException {
        Map<String, String> told = setting.run(TomcatFour.class);
        assertThat(told)
                .containsEntry("right", RIGHT)
                .containsEntry("max", "4")
                .containsEntry("size", "4")
                .containsEntry("largest", "4")
                .containsEntry("sizeToldAtMost", "4")
                .containsEntry("terminated", "true")
                .containsEntry("gone", "true");
        assertThat(Integer.parseInt(told.get("activeToldAtMost"))).isBetween(1, 4);
        assertAtOnce(setting, told, 4);
        assertSteady(setting, told, 4, 12);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void jettyOfEight_slowService_isNotHeldUpByItsThreads(Setting setting) throws InterruptedException {
        Map<String, String> told = setting.run(JettyEight.class);
        assertThat(told)
                .containsEntry("right", RIGHT)
                .containsEntry("again", RIGHT)
                .containsEntry("max", "8")
                .containsEntry("threads", "8")
                .containsEntry("threadsToldAtMost", "8")
                .containsEntry("rest", "true")
                .containsEntry("stopped", "true")
                .containsEntry("gone", "true")
                .containsEntry("goneAgain", "true");
        assertThat(Integer.parseInt(told.get("busyAtMost"))).isBetween(1, 8);
        assertAtOnce(setting, told, 8);
        assertSteady(setting, told, 8, 16);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void undertowOfTwo_slowService_isNotHeldUpByItsThreads(Setting setting) throws InterruptedException {
        Map<String, String> told = setting.run(UndertowTwo.class);
        assertThat(told)
                .containsEntry("right", RIGHT)
                .containsEntry("max", "2")
                .containsEntry("toldAtMost", "2")
                .containsEntry("terminated", "true")
                .containsEntry("gone", "true");
        assertAtOnce(setting, told, 2);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void enhancedQueueExecutor_ofTwo_keepsItsPromises(Setting setting) throws InterruptedException {
        JvmRun run = setting.jvm().run(EnhancedQueue.class);
        Runs.assertEnded(run);
        assertThat(run.out())
                .filteredOn(line -> !line.contains("atOnce="))
                .as("%s", run)
                .containsExactly(
                        "limited core=2 max=2 size=2 activeInBounds=true context=[true/true/true] bornOfWorkers=0",
                        "limited terminated=true left=0",
                        "unlimited core=2 max=2 size=2 activeInBounds=true context=[true/true/true] bornOfWorkers=0",
                        "unlimited terminated=true left=0",
                        "limit expected=true oneMore=rejected roomAgain=true terminated=true",
                        "now terminated=true all=40 interrupted=true");
        assertThat(run.out())
                .filteredOn(line -> line.contains("atOnce="))
                .as("%s", run)
                .hasSize(2)
                .allMatch(line -> line.contains("atOnce=2 ") != setting.grows());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void hikariOfThree_threeHundredTasks_givesTheSameResults(Setting setting) throws InterruptedException {
        Map<String, String> told = setting.run(HikariThree.class);
        assertThat(told)
                .containsEntry("right", "300")
                .containsEntry("sum", "300")
                .containsEntry("connections", "3")
                .containsEntry("terminated", "true")
                .containsEntry("running", "false")
                .containsEntry("gone", "true");
        assertThat(Integer.parseInt(told.get("threads")))
                .as("threads of the pool's own: %s", told)
                .isBetween(setting.grows() ? 5 : 4, setting.grows() ? MOST_FOR_CONNECTIONS : 4);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void kafkaClients_usedByAPool_giveTheSameResults(Setting setting) throws InterruptedException {
        Map<String, String> told = setting.run(KafkaClients.class);
        assertThat(told)
                .containsEntry("offsets", "60")
                .containsEntry("last", "59")
                .containsEntry("networkThreads", "1")
                .containsEntry("read", "60/60/value-0/value-9")
                .containsEntry("topics", "[tiny]")
                .containsEntry("terminated", "true")
                .containsEntry("gone", "true");
        assertAtOnce(setting, told, 2);
    }

    /**
     * Jetty counts running and queued jobs together, so what it refuses does not depend on how many threads have taken one out of
     * the queue; Tomcat's pool does not grow. The first warns of a queue with a limit.
     */
    @ParameterizedTest
    @MethodSource("settings")
    void rejections_boundedQueues_areTheSame(Setting setting) throws InterruptedException {
        JvmRun run = setting.jvm()
                .set("org.slf4j.simpleLogger.defaultLogLevel", "error")
                .run(ServerRejections.class);
        Runs.assertEnded(run);
        assertThat(run.out())
                .as("%s", run)
                .containsExactly(
                        "jetty: grown first=true accepted=[0, 1, 2, 3, 4, 5, 6, 7] ran=[0, 1, 2, 3, 4, 5, 6, 7]",
                        "jetty: threads=4 then accepted=1",
                        "jetty while it grows: accepted=[8] one for each that ended=true",
                        "tomcat: accepted=[0, 1, 2, 3, 4, 5, 6] size=4 largest=4 ran=[0, 1, 2, 3, 4, 5, 6]",
                        "tomcat: then accepted=1");
        if (setting.grows()) {
            PromiseRuns.assertGrown(run); // only Jetty's may
        }
    }

    /** They leave ten seconds after their last task: once is enough. */
    @Test
    void spares_idleForTheirKeepAlive_leaveAndComeAgain() throws InterruptedException {
        JvmRun run = new Setting(JavaHome.running(), With.AGENT).jvm().run(SparesLeave.class);
        Runs.assertEnded(run);
        assertThat(run.out()).as("%s", run).containsExactly("came=true", "left=true", "came=true", "terminated=true");
    }

    /** Without the agent they are at once as many as there are threads, by arithmetic; with it, many more, and not only one. */
    private static void assertSteady(Setting setting, Map<String, String> told, int threads, int many) {
        int atOnce = Integer.parseInt(told.get("steadyAtOnce"));
        if (setting.grows()) {
            assertThat(atOnce).as("requests at once: %s", told).isGreaterThanOrEqualTo(many);
        } else {
            assertThat(atOnce).as("requests at once: %s", told).isBetween(1, threads);
            assertThat(Long.parseLong(told.get("millis"))).isGreaterThanOrEqualTo(THREAD_MILLIS / threads);
        }
    }

    private static void assertAtOnce(Setting setting, Map<String, String> told, int threads) {
        int atOnce = Integer.parseInt(told.get("atOnce"));
        if (setting.grows()) {
            assertThat(atOnce).as("tasks at once: %s", told).isGreaterThan(threads);
        } else {
            assertThat(atOnce).as("tasks at once: %s", told).isBetween(1, threads);
        }
    }
}
