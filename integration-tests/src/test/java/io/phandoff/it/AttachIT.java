// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.phandoff.it.apps.Saturated;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The agent comes to a program under load, goes again, comes again: nothing hangs, and no task is lost. */
class AttachIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ROUNDS = 3;
    private static final String SLEEP_MILLIS = "20";
    private static final Pattern MEASURED = Pattern.compile("(\\d+) poolSize=(\\d+)");

    /** 500 such tasks take 5 s on two threads, some 160 ms on 64. */
    private static final int TASKS_WITH = 500;

    private static final int MOST_MILLIS_WITH = 3_000;

    /** 100 such tasks take a second at least on two threads; but for what two were in the middle of. */
    private static final int TASKS_WITHOUT = 100;

    private static final int LEAST_MILLIS_WITHOUT = 900;

    @OnEveryJdk
    void attachAndStop_fixedPoolOfTwoIsBlocked_growsAndIsAsBeforeAgain(JavaHome home) throws Exception {
        try (RunningJvm jvm = AgentJvm.on(home).start(Saturated.class, "fixed", SLEEP_MILLIS)) {
            jvm.awaitLine("ready", LIMIT);
            assertThat(millis(jvm, TASKS_WITHOUT)).isGreaterThan(LEAST_MILLIS_WITHOUT);
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(CommandLine.run(home, "attach", jvm.pid()).done()).startsWith("started version=");
                awaitFaster(jvm);

                assertThat(CommandLine.run(home, "stop", jvm.pid()).done())
                        .startsWith("stopped classes-restored=")
                        .contains("left-with-idle-hooks=0");
                // spares leave when they have done their tasks
                await().atMost(LIMIT).until(() -> millis(jvm, TASKS_WITHOUT) > LEAST_MILLIS_WITHOUT);
            }
            awaitNothingIsLeft(home, jvm);
            assertNothingIsLost(jvm);
        }
    }

    @OnEveryJdk
    void attachAndStop_forkJoinPoolIsBlocked_growsAndGoesOn(JavaHome home) throws Exception {
        try (RunningJvm jvm = AgentJvm.on(home).start(Saturated.class, "forkjoin", SLEEP_MILLIS)) {
            jvm.awaitLine("ready", LIMIT);
            for (int round = 0; round < ROUNDS; round++) {
                CommandLine.run(home, "attach", jvm.pid()).done();
                awaitFaster(jvm);
                CommandLine.run(home, "stop", jvm.pid()).done();
                millis(jvm, TASKS_WITHOUT);
            }
            assertNothingIsLost(jvm);
        }
    }

    @OnEveryJdk
    void stop_beansEventsAndTheLogThreadWereThere_areGone(JavaHome home) throws Exception {
        try (RunningJvm jvm = AgentJvm.on(home)
                .flag("-XX:StartFlightRecording:disk=false")
                .start(Saturated.class, "fixed", SLEEP_MILLIS)) {
            jvm.awaitLine("ready", LIMIT);
            for (int round = 0; round < ROUNDS; round++) {
                CommandLine.run(home, "attach", jvm.pid(), "jmx=on,log=application")
                        .done();
                millis(jvm, TASKS_WITH);
                await().atMost(LIMIT)
                        .until(() -> !jvm.ask("beans", "beans=", LIMIT).equals("0"));
                assertThat(CommandLine.jstack(home, jvm))
                        .contains("\"phandoff-metrics\"", "\"phandoff-events\"", "\"phandoff-log\"");

                CommandLine.run(home, "stop", jvm.pid()).done();
                // a stop waits for each of the threads, but not for ever
                await().atMost(LIMIT)
                        .until(() -> jvm.ask("beans", "beans=", LIMIT).equals("0"));
                CommandLine.awaitThreadsWithout(home, jvm, "\"phandoff-");
            }
            jvm.send("end");
            assertThat(jvm.awaitEnd(LIMIT).out()).endsWith("ended=true failed=0 lost=0");
        }
    }

    /**
     * The threads that add spares, and those that take tasks, may be late.
     */
    private static void awaitFaster(RunningJvm jvm) {
        await().atMost(LIMIT).until(() -> millis(jvm, TASKS_WITH) < MOST_MILLIS_WITH);
    }

    private static long millis(RunningJvm jvm, int tasks) throws InterruptedException {
        String line = jvm.ask("tasks " + tasks, "elapsedMillis=", LIMIT);
        Matcher parts = MEASURED.matcher(line);
        assertThat(parts.matches()).as(line).isTrue();
        return Long.parseLong(parts.group(1));
    }

    /** Soon: one may be in a hook, or on its way out. */
    private static void awaitNothingIsLeft(JavaHome home, RunningJvm jvm) {
        await().atMost(LIMIT).untilAsserted(() -> {
            String threads = CommandLine.jstack(home, jvm);
            assertThat(threads).doesNotContain("\"phandoff-").doesNotContain("io.phandoff.runtime");
            assertThat(threads.lines().filter(line -> line.startsWith("\"pool-1-thread-")))
                    .as("without spares")
                    .hasSize(2);
        });
    }

    private static void assertNothingIsLost(RunningJvm jvm) throws InterruptedException {
        jvm.send("end");
        JvmRun run = jvm.awaitEnd(LIMIT);
        assertThat(run.timedOut()).as("%s", run).isFalse();
        assertThat(run.out()).as("%s", run).endsWith("ended=true failed=0 lost=0");
        Runs.assertNoFailure(run);
        // the JVM's own words on being attached to
        assertThat(run.otherErr())
                .as("%s", run)
                .allMatch(
                        line -> line.startsWith("WARNING: ") || line.contains("VM warning: Sharing is only supported"));
    }
}
