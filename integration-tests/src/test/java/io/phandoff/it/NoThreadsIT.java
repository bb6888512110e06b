// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.phandoff.it.promises.NoThreads;
import io.phandoff.it.servers.NoThirdThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When no thread can be made for a spare the program goes on with what it has, and one line says so. */
class NoThreadsIT {

    private static final Path PIDS = Path.of("/sys/fs/cgroup/pids");

    /** Enough for a JVM with the agent and a hundred more. */
    private static final String MOST_THREADS = "150";

    private static final String HELD_UP = "thread factory has not returned";

    @OnEveryJdk
    void factory_returnsNull_goesOnWithWhatThereIs(JavaHome home) throws InterruptedException {
        assertGoesOn(home, "IllegalStateException", NoThreads.class, "null");
    }

    @OnEveryJdk
    void factory_throws_goesOnWithWhatThereIs(JavaHome home) throws InterruptedException {
        assertGoesOn(home, "IllegalStateException", NoThreads.class, "throw");
    }

    static Stream<Arguments> otherPools() {
        return JavaHomes.all().stream()
                .flatMap(home -> Stream.of("forkjoin", "jetty", "jboss").map(pool -> Arguments.of(home, pool)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("otherPools")
    void factoryOfAnotherPool_returnsNull_goesOnWithWhatThereIs(JavaHome home, String pool)
            throws InterruptedException {
        // Jetty does not look at what it gets
        String cause = pool.equals("jetty") ? "NullPointerException" : "factory returns null?";
        assertGoesOn(home, cause, NoThirdThread.class, pool, "null");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("otherPools")
    void factoryOfAnotherPool_throws_goesOnWithWhatThereIs(JavaHome home, String pool) throws InterruptedException {
        // JBoss's executor does not pass on what it catches
        String cause = pool.equals("jboss") ? "factory returns null?" : "no more threads";
        assertGoesOn(home, cause, NoThirdThread.class, pool, "throw");
    }

    @OnEveryJdk
    void system_makesNoMoreThreadsForAWhile_goesOnAndGrowsLater(JavaHome home) throws Exception {
        assumeTrue(Files.isWritable(PIDS.resolve("cgroup.procs")), "no cgroup of version 1 to limit threads with");
        Path group = Files.createDirectory(
                PIDS.resolve("phandoff-it-" + ProcessHandle.current().pid()));
        try {
            Files.writeString(group.resolve("pids.max"), MOST_THREADS);
            JvmRun without = limited(home, group).run(NoThreads.class, "limit");
            Runs.assertEnded(without);
            JvmRun with = PromiseRuns.growing(limited(home, group)).run(NoThreads.class, "limit");
            PromiseRuns.assertSame(without, with);
            assertToldOnce(with, "OutOfMemoryError");
        } finally {
            // the last of its processes may just be ending
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> isRemoved(group));
        }
    }

    private static void assertGoesOn(JavaHome home, String cause, Class<?> program, String... how)
            throws InterruptedException {
        JvmRun without = AgentJvm.on(home).wholeClassPath().run(program, how);
        Runs.assertEnded(without);
        JvmRun with = PromiseRuns.growing(AgentJvm.on(home).wholeClassPath()).run(program, how);
        PromiseRuns.assertSame(without, with);
        assertToldOnce(with, cause);
    }

    /** A factory that the machine has held up for long fails for that, of either pool; it may be told in place of the cause. */
    private static void assertToldOnce(JvmRun run, String cause) {
        List<String> told = new AgentLog(run)
                .starting("growth-failed").stream()
                        .map(line -> line.values().get("cause"))
                        .toList();
        List<String> causes =
                told.stream().filter(each -> !each.contains(HELD_UP)).toList();
        assertThat(told).as("%s", run).isNotEmpty();
        assertThat(causes).as("%s", run).allMatch(each -> each.contains(cause));
        assertThat(causes.size()).as("%s", run).isBetween(causes.size() < told.size() ? 0 : 1, 1);
    }

    /** The JVM's own warnings would go to standard output. */
    private static AgentJvm limited(JavaHome home, Path group) {
        String enter = "echo $$ > " + group.resolve("cgroup.procs") + " && exec \"$@\"";
        return AgentJvm.on(home).under(List.of("sh", "-c", enter, "sh")).flag("-Xlog:disable");
    }

    private static boolean isRemoved(Path group) {
        try {
            return Files.deleteIfExists(group) || !Files.exists(group);
        } catch (IOException e) {
            return false;
        }
    }
}
