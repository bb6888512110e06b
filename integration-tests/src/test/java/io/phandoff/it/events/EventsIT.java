// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.AgentJvm;
import io.phandoff.it.CommandLine;
import io.phandoff.it.JavaHome;
import io.phandoff.it.JvmRun;
import io.phandoff.it.OnEveryJdk;
import io.phandoff.it.RunningJvm;
import io.phandoff.it.apps.Hello;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.io.TempDir;

/** JFR events, as Flight Recorder's own reader finds them in the recording of a forked JVM. */
class EventsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** The program waits for several things, for a minute each at most. */
    private static final Duration LIMIT_OF_ALL = Duration.ofMinutes(4);

    private static final String SETTINGS =
            "+io.phandoff.Handoff#threshold=0ms,+io.phandoff.ProcessorWait#threshold=0ms," + Recorded.RUNS;

    @OnEveryJdk
    void recording_fromTheStart_hasEachKindOfEvent(JavaHome home, @TempDir Path directory)
            throws IOException, InterruptedException {
        Path file = directory.resolve("a.jfr");
        JvmRun run = AgentJvm.on(home)
                .agent()
                .set("phandoff.procs", "2")
                .set("phandoff.resume.max-wait", "50ms")
                .flag("-XX:StartFlightRecording:filename=" + file + "," + SETTINGS)
                .limit(LIMIT_OF_ALL)
                .run(EveryEvent.class, "at-once", "short-waits");
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out()).as("%s", run).contains("done");
        assertHasEachKind(Recorded.read(file));
    }

    @OnEveryJdk
    void recording_startedLater_hasEachKindOfEvent(JavaHome home, @TempDir Path directory)
            throws IOException, InterruptedException {
        Path file = directory.resolve("b.jfr");
        try (RunningJvm jvm = AgentJvm.on(home)
                .agent()
                .set("phandoff.procs", "2")
                .set("phandoff.resume.max-wait", "50ms")
                .start(EveryEvent.class, "short-waits")) {
            String pid = jvm.awaitLine("ready pid=", LIMIT);
            jcmd(home, pid, "JFR.start", "name=b", SETTINGS.replace(',', ' '));
            jvm.send("");
            assertThat(jvm.awaitLine("done", LIMIT_OF_ALL)).isEmpty();
            jcmd(home, pid, "JFR.stop", "name=b", "filename=" + file);
            jvm.endInput();
            assertThat(jvm.awaitEnd(LIMIT).exitCode()).isZero();
        }
        assertHasEachKind(Recorded.read(file));
    }

    private static void jcmd(JavaHome home, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.tool("jcmd").toString(), "-J" + CommandLine.ATTACH_LIMIT));
        for (String argument : arguments) {
            command.addAll(List.of(argument.split(" ")));
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("%s", command)
                .isTrue();
        assertThat(process.exitValue()).as("%s", command).isZero();
    }

    private static void assertHasEachKind(Recorded events) {
        assertHandoffs(events);
        assertRuns(events);
        assertThat(events.some("ProcessorWait")).allSatisfy(event -> {
            assertThat(event.getString("pool")).isEqualTo("pool-1-thread");
            assertThat(event.getThread().getJavaName()).startsWith("pool-1-thread-");
        });
        assertThat(events.some("ProcessorWait"))
                .as("the setting holds: threshold of the command line")
                .anyMatch(event -> event.getDuration().compareTo(EveryEvent.SHORT_WAIT) < 0);
        assertThat(events.some("PoolGrowth")).anyMatch(event -> event.getInt("spares") >= 2);
        assertThat(events.some("Resize"))
                .extracting(event -> event.getInt("to"))
                .containsExactly(3, 2);
        assertThat(events.some("StopTheWorld"))
                .singleElement()
                .satisfies(event -> assertThat(event.getString("inTheWay")).isNull());
        assertThat(events.some("PassThrough"))
                .extracting(event -> event.getBoolean("active"))
                .containsExactly(true, false);
        assertThat(events.some("State")).allMatch(event -> event.getInt("processors") >= 2);
        assertThat(events.some("PoolState"))
                .anyMatch(event -> event.getString("pool").equals("pool-1-thread"));
        assertThat(events.some("BlockedTime").stream()
                        .filter(event -> event.getString("call").equals("sleep"))
                        .mapToLong(event -> event.getDuration("blocked").toNanos())
                        .sum())
                .isGreaterThan(EveryEvent.BLOCKED.toNanos());
    }

    private static void assertHandoffs(Recorded events) {
        List<RecordedEvent> sleeps = events.some("Handoff").stream()
                .filter(event -> event.getString("call").equals("sleep"))
                .toList();
        assertThat(sleeps).hasSizeGreaterThan(50);
        assertThat(sleeps).allSatisfy(event -> {
            assertThat(event.getThread().getJavaName()).startsWith("pool-1-thread-");
            assertThat(event.getDuration().toMillis()).isGreaterThanOrEqualTo(4);
        });
    }

    private static void assertRuns(Recorded events) {
        assertThat(events.some("ProcessorRun")).allSatisfy(event -> {
            assertThat(event.getInt("processor")).isBetween(0, 2);
            assertThat(event.getDuration("held")).isPositive();
            assertThat(event.getDuration("age").isNegative()).isFalse();
        });
        assertThat(events.some("ProcessorRun"))
                .extracting(event -> event.getString("ended"))
                .contains("sleep", "no-task");
        assertThat(events.some("Retake")).anyMatch(EveryEvent::isSampleOfContention);
    }

    @OnEveryJdk
    void program_thatIsNotRecorded_loadsNothingForIt(JavaHome home) throws InterruptedException {
        JvmRun run = AgentJvm.on(home).agent().flag("-Xlog:class+load").run(Hello.class);
        assertThat(run.out()).contains("hello from a pool");
        assertThat(run.out()).anyMatch(line -> line.contains("io.phandoff.agent.AgentMain"));
        assertThat(run.out())
                .noneMatch(line -> line.contains(" jdk.jfr.") || line.contains(" io.phandoff.agent.events."));
    }

    /** As in a run-time image that was linked without that module. */
    @OnEveryJdk
    void jvm_withoutTheModule_worksAsBefore(JavaHome home) throws InterruptedException {
        JvmRun run = AgentJvm.on(home)
                .agent()
                .flag("--limit-modules=java.base,java.instrument")
                .run(Hello.class);
        assertThat(run.out()).as("%s", run).containsExactly("hello", "hello from a pool", "terminated=true");
        assertThat(run.err()).as("%s", run).noneMatch(line -> line.contains("WARN"));
    }
}
