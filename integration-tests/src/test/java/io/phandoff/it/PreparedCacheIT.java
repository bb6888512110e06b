// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static io.phandoff.it.Runs.assertPrinted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.phandoff.it.apps.Hello;
import io.phandoff.it.apps.Parkers;
import io.phandoff.it.apps.Saturated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The prepared cache: a start with it rewrites nothing and is otherwise as without it; a bad one is as none. */
@EnabledOnOs(OS.LINUX)
class PreparedCacheIT {
    private static final int TASKS = 40;
    private static final String SLEEP_MILLIS = "20";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern RESTORED = Pattern.compile("stopped classes-restored=(\\d+)");
    /** Thread, its locks, pools and channels are there in every program. */
    private static final int LEAST_RESTORED = 10;

    private static final String[] GREETING = {"hello", "hello from a pool", "terminated=true"};
    private static final String[] NAPS = {"ThreadPoolExecutor terminated=true", "ForkJoinPool terminated=true"};

    @TempDir
    private Path directory;

    private Path cache() {
        return directory.resolve("made").resolve("cache");
    }

    private Path prepare(JavaHome home, String... options) throws IOException, InterruptedException {
        Object[] arguments =
                Stream.concat(Stream.of("prepare", cache()), Stream.of(options)).toArray();
        String out = CommandLine.run(home, arguments).done();
        assertThat(out).matches("prepared \\S+\\.cache classes=\\d+ bytes=\\d+\\s+");
        return Path.of(out.split(" ", -1)[1]);
    }

    private JvmRun run(JavaHome home, Class<?> program, String... args) throws InterruptedException {
        return loading(home).agentWith("procs=2,cache=" + cache()).run(program, args);
    }

    private AgentJvm loading(JavaHome home) {
        return AgentJvm.on(home).flag("-Xlog:class+load:file=" + directory.resolve("loaded.txt") + "::filecount=0");
    }

    private List<String> loaded() throws IOException {
        return Files.readAllLines(directory.resolve("loaded.txt"));
    }

    private static AgentLog.Line started(JvmRun run, String cache) {
        AgentLog.Line line = new AgentLog(run).only("started");
        assertThat(line.values()).as("%s", run).containsEntry("cache", cache);
        return line;
    }

    private static void assertManagedAndGrown(JvmRun run) {
        AgentLog.Line summary = new AgentLog(run).starting("SUMMARY ").get(0);
        // a ForkJoinPool may run several that were submitted as one
        assertThat(summary.number("tasks")).as("%s", run).isGreaterThan(TASKS);
        assertThat(new AgentLog(run).starting("SUMMARY blocked-time: pool=ForkJoinPool"))
                .hasSize(1);
        assertThat(summary.number("grown")).as("%s", run).isPositive();
        assertThat(new AgentLog(run).calls("park")).isGreaterThanOrEqualTo(2 * TASKS);
    }

    @OnEveryJdk
    void preparedStart_rewritesNothing_andPoolsGrow(JavaHome home) throws IOException, InterruptedException {
        prepare(home);

        JvmRun run = run(home, Parkers.class, Integer.toString(TASKS));

        assertPrinted(run, NAPS);
        assertThat(new AgentLog(run).level("WARN")).as("%s", run).isEmpty();
        assertManagedAndGrown(run);
        String[] points = started(run, "used").values().get("hook-points").split("/", 2);
        assertThat(points[0]).isEqualTo(points[1]);
        assertThat(loaded())
                .isNotEmpty()
                .noneMatch(line -> line.contains("net.bytebuddy"))
                .noneMatch(line -> line.contains("io.phandoff.agent.transform.Dispatcher "));
    }

    /** All that the JVM takes from its archive without the agent it takes from there with it, but for what is rewritten as it is loaded. */
    @OnEveryJdk
    void preparedStart_keepsClassDataSharing(JavaHome home) throws IOException, InterruptedException {
        prepare(home);
        assertPrinted(loading(home).run(Hello.class), GREETING);
        Set<String> without = shared();
        assumeFalse(without.isEmpty(), "this JDK has no archive");

        JvmRun run =
                loading(home).agentWith("cache=" + cache()).flag("-Xshare:on").run(Hello.class);

        assertPrinted(run, GREETING);
        int all = without.size();
        without.removeAll(shared());
        assertThat(without).as("not shared any more, of %s", all).hasSizeLessThan(all / 20);
    }

    private Set<String> shared() throws IOException {
        Set<String> names = new HashSet<>();
        for (String line : loaded()) {
            int source = line.indexOf(" source: shared objects file");
            if (source >= 0) {
                names.add(line.substring(line.lastIndexOf(' ', source - 1) + 1, source));
            }
        }
        return names;
    }

    @OnEveryJdk
    void firstStart_writesTheCache_theSecondUsesIt(JavaHome home) throws IOException, InterruptedException {
        JvmRun first = run(home, Parkers.class, Integer.toString(TASKS));
        assertPrinted(first, NAPS);
        assertManagedAndGrown(first);
        String points = started(first, "written").values().get("hook-points");

        JvmRun second = run(home, Parkers.class, Integer.toString(TASKS));
        assertPrinted(second, NAPS);
        assertManagedAndGrown(second);
        assertThat(started(second, "used").values()).containsEntry("hook-points", points);
        assertThat(loaded()).noneMatch(line -> line.contains("net.bytebuddy"));
    }

    /** On JDK 17 the call of sleep in it is rewritten, which is never prepared. */
    @OnEveryJdk
    void programWithCallsToRewrite_worksWithCache(JavaHome home) throws IOException, InterruptedException {
        prepare(home);

        JvmRun run = run(home, Hello.class);

        assertPrinted(run, GREETING);
        assertThat(new AgentLog(run).calls("sleep")).as("%s", run).isPositive();
        assertThat(loaded().stream().anyMatch(line -> line.contains("net.bytebuddy")))
                .isEqualTo(home.feature() <= 18);
    }

    @OnEveryJdk
    void stopAndAttach_startedWithCache_givesClassesBackAndUsesItAgain(JavaHome home) throws Exception {
        prepare(home);
        try (RunningJvm jvm =
                AgentJvm.on(home).agentWith("cache=" + cache()).start(Saturated.class, "fixed", SLEEP_MILLIS)) {
            jvm.awaitLine("ready", LIMIT);
            jvm.ask("tasks " + TASKS, "elapsedMillis=", LIMIT);
            for (int round = 0; round < 2; round++) {
                String stopped = CommandLine.run(home, "stop", jvm.pid()).done();
                Matcher restored = RESTORED.matcher(stopped);
                assertThat(restored.lookingAt()).as(stopped).isTrue();
                assertThat(Integer.parseInt(restored.group(1))).isGreaterThan(LEAST_RESTORED);
                jvm.ask("tasks " + TASKS, "elapsedMillis=", LIMIT); // spares leave when they have done their tasks
                CommandLine.awaitThreadsWithout(home, jvm, "io.phandoff.runtime");

                assertThat(CommandLine.run(home, "attach", jvm.pid(), "cache=" + cache())
                                .done())
                        .startsWith("started version=")
                        .contains("cache=used");
                jvm.ask("tasks " + TASKS, "elapsedMillis=", LIMIT);
            }
            jvm.send("end");
            JvmRun run = jvm.awaitEnd(LIMIT);
            assertThat(run.out()).as("%s", run).endsWith("ended=true failed=0 lost=0");
            Runs.assertNoFailure(run);
        }
    }

    @OnEveryJdk
    void cacheOfOtherOptions_isNotUsed(JavaHome home) throws IOException, InterruptedException {
        prepare(home, "hooks.extra=close");

        started(run(home, Hello.class), "written");
        try (Stream<Path> files = Files.list(cache())) {
            assertThat(files).hasSize(2);
        }
    }

    @OnEveryJdk
    void tamperedOrWritableCache_isIgnoredWithOneLine(JavaHome home) throws IOException, InterruptedException {
        Path file = prepare(home);
        byte[] good = Files.readAllBytes(file);
        byte[] bad = good.clone();
        bad[good.length / 2] ^= 1;
        Files.write(file, bad);
        assertIgnored(run(home, Hello.class), "content does not have its hash");

        Files.write(file, good);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        assertIgnored(run(home, Hello.class), "writable by others");
    }

    private static void assertIgnored(JvmRun run, String cause) {
        assertPrinted(run, GREETING);
        started(run, "ignored");
        assertThat(new AgentLog(run).level("WARN"))
                .as("%s", run)
                .singleElement()
                .satisfies(line -> assertThat(line.text())
                        .startsWith("cache-ignored cause=")
                        .contains(cause));
        assertThat(new AgentLog(run).calls("sleep")).as("%s", run).isPositive();
    }
}
