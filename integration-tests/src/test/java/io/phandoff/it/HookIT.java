// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.apps.BlockingKinds;
import java.util.LinkedHashMap;
import java.util.Map;

/** Each kind of blocking call passes through the runtime: the summary at exit counts it. */
class HookIT {

    @OnEveryJdk
    void directCalls_ofManagedWorker_areCounted(JavaHome home) throws InterruptedException {
        assertCounted(home, "direct", Map.of("sleep", 3, "wait", 5, "park", 3, "process", 1));
    }

    /** The JDK's thread that waits for a child process is a pool worker too, blocked in native code for ever. */
    @OnEveryJdk
    void poolsOfTheJdk_areNotManaged(JavaHome home) throws InterruptedException {
        JvmRun run = AgentJvm.on(home).agent().run(BlockingKinds.class, "direct", "pools");
        Runs.assertEnded(run);
        assertThat(run.out()).as("%s", run).endsWith("pools=[pool-1-thread]");
    }

    @OnEveryJdk
    void indirectCalls_ofManagedWorker_areCounted(JavaHome home) throws InterruptedException {
        assertCounted(home, "indirect", Map.of("sleep", 2, "wait", 2));
    }

    @OnEveryJdk
    void inputAndOutput_ofManagedWorker_areCounted(JavaHome home) throws InterruptedException {
        Map<String, Integer> expected = new LinkedHashMap<>();
        expected.put("accept", 3);
        expected.put("connect", 1);
        expected.put("socket-read", 3);
        expected.put("socket-write", 1);
        expected.put("select", 1);
        expected.put("datagram", 2);
        expected.put("pipe", 2);
        expected.put("file-open", 2);
        expected.put("file-read", 2);
        expected.put("file-write", 1);
        expected.put("dns", 1);
        expected.put("process", 1);
        assertCounted(home, "io", expected);
    }

    /** Counts that the agent's own start made are taken off: those of a run that blocks nowhere. */
    private static void assertCounted(JavaHome home, String group, Map<String, Integer> atLeast)
            throws InterruptedException {
        AgentLog none = run(home, "none");
        AgentLog log = run(home, group);
        Map<String, Long> missing = new LinkedHashMap<>();
        atLeast.forEach((kind, count) -> {
            long seen = log.calls(kind) - none.calls(kind);
            if (seen < count) {
                missing.put(kind, seen);
            }
        });
        assertThat(missing)
                .as("kinds seen too seldom, expected %s, log %s", atLeast, log.all())
                .isEmpty();
    }

    private static AgentLog run(JavaHome home, String group) throws InterruptedException {
        JvmRun run = AgentJvm.on(home).agent().run(BlockingKinds.class, group);
        Runs.assertEnded(run);
        return new AgentLog(run);
    }
}
