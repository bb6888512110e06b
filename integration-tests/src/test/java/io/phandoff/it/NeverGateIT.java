// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.phandoff.it.nevergate.JdkThreads;
import io.phandoff.it.nevergate.VirtualBlocking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Threads of the JVM and of the JDK, virtual threads and the agent's own are never asked for a processor. */
class NeverGateIT {

    private static final int ANY = 17;
    private static final int VIRTUAL_THREADS = 21;
    private static final int SELECTOR_IS_VIRTUAL = 26;
    private static final int DELAYER_IN_FORK_JOIN_POOL = 25;

    /** Some ten seconds on an idle machine. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Thread, and the JDK from which on it must be there. */
    private static final Map<String, Integer> FREE = Map.ofEntries(
            Map.entry("main", ANY),
            Map.entry("Reference Handler", ANY),
            Map.entry("Finalizer", ANY),
            Map.entry("Signal Dispatcher", ANY),
            Map.entry("Notification Thread", ANY),
            Map.entry("Common-Cleaner", ANY),
            Map.entry("Cleaner", ANY),
            Map.entry("cleaner-action", ANY),
            Map.entry("process reaper (pid )", ANY),
            Map.entry("delayer-callback", ANY),
            Map.entry("timer", ANY),
            Map.entry("timer-task", ANY),
            Map.entry("HTTP-Dispatcher", ANY),
            Map.entry("FileSystemWatchService", ANY),
            Map.entry("asynchronous-file-callback", ANY),
            Map.entry("asynchronous-socket-callback", ANY),
            Map.entry("JFR Recorder Thread", ANY),
            Map.entry("JFR Periodic Tasks", ANY),
            Map.entry("JFR Event Stream ", ANY),
            Map.entry("jfr-stream-callback", ANY),
            Map.entry("phandoff-sysmon", ANY),
            Map.entry("phandoff-starter", ANY),
            Map.entry("phandoff-housekeeper", ANY),
            Map.entry("phandoff-stats", ANY),
            Map.entry("virtual-thread", VIRTUAL_THREADS),
            Map.entry("virtual-thread-in-a-pool", VIRTUAL_THREADS),
            Map.entry("ForkJoinPool-worker", VIRTUAL_THREADS),
            Map.entry("ForkJoinPool.commonPool-delayScheduler", DELAYER_IN_FORK_JOIN_POOL));

    /**
     * The program's own pool is managed, or the list of the managed would be of no meaning, and so are the common pool and the
     * workers of an HttpClient: they run what the program does with an answer.
     */
    @OnEveryJdk
    void threadsOfTheJdk_atWork_areFree(JavaHome home) throws InterruptedException {
        JvmRun run = AgentJvm.on(home).agent().limit(LIMIT).run(JdkThreads.class);
        Runs.assertEnded(run);
        List<String> expected = new ArrayList<>();
        FREE.forEach((name, since) -> {
            if (home.feature() >= since) {
                expected.add("free=" + name);
            }
        });
        if (home.feature() < SELECTOR_IS_VIRTUAL) {
            expected.add("free=HttpClient-SelectorManager");
        }
        assertThat(run.out()).as("%s", run).containsAll(expected);
        // runs in the common pool, where that has more than one worker, from 25 on always
        assertThat(run.out().stream()
                        .filter(line -> line.startsWith("managed=") && !line.equals("managed=process-reaper-callback")))
                .as("%s", run)
                .containsExactlyInAnyOrder(
                        "managed=HttpClient-Worker",
                        "managed=own-pool",
                        "managed=own-pool-task",
                        "managed=ForkJoinPool.commonPool-worker",
                        "managed=common-pool-task");
        assertThat(run.out()).as("%s", run).contains("DestroyJavaVM managed=false", "shutdown-hook managed=false");
    }

    @OnEveryJdk
    void virtualThreads_blockedInEveryCall_doAsWithoutTheAgent(JavaHome home) throws InterruptedException {
        assumeTrue(home.feature() >= VIRTUAL_THREADS, home + " has no virtual threads");
        JvmRun without = AgentJvm.on(home).limit(LIMIT).run(VirtualBlocking.class, "10000");
        JvmRun with = AgentJvm.on(home).agent().limit(LIMIT).run(VirtualBlocking.class, "10000");
        Runs.assertEnded(without);
        Runs.assertEnded(with);
        assertThat(without.out()).as("%s", without).contains("SOCKET=10000", "failure=null", "provoked=1", "pinned=0");
        assertThat(with.out()).as("%s", with).contains("managed=0", "counters=tasks:0,handoffs:0,soft-calls:0");
        assertThat(withoutCounters(with)).isEqualTo(withoutCounters(without));
    }

    private static List<String> withoutCounters(JvmRun run) {
        return run.out().stream().filter(line -> !line.startsWith("counters=")).toList();
    }
}
