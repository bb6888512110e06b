// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.apps.ApiUse;
import java.time.Duration;

/** The public API in a program of its own, in front of the agent and without one. */
class ApiIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String[] BOTH = {
        "count=3",
        "hits=4000",
        "visits=7",
        "nested=IllegalStateException",
        "exempt=1",
        "exempt-pool=true",
        "older=false",
        "task=1",
        "newest=true again=false",
        "task=2",
        "ended=true",
        "follows=true"
    };

    @OnEveryJdk
    void api_withoutAgent_works(JavaHome home) throws InterruptedException {
        JvmRun run = AgentJvm.on(home).wholeClassPath().run(ApiUse.class, "without");
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out()).as("%s", run).containsExactly(BOTH);
    }

    @OnEveryJdk
    void api_withAgent_works(JavaHome home) throws InterruptedException {
        assertWorks(AgentJvm.on(home));
    }

    @OnEveryJdk
    void api_withAgentStrictOnOneProcessor_works(JavaHome home) throws InterruptedException {
        assertWorks(AgentJvm.on(home).set("phandoff.strict", "true").set("phandoff.procs", "1"));
    }

    private static void assertWorks(AgentJvm jvm) throws InterruptedException {
        JvmRun run;
        try (RunningJvm running = jvm.agent().wholeClassPath().start(ApiUse.class)) {
            running.awaitErr(lines -> lines.stream().anyMatch(line -> line.contains("resized from=")), LIMIT);
            running.endInput();
            run = running.awaitEnd(LIMIT);
        }
        assertThat(run.timedOut()).as("killed: %s", run).isFalse();
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out())
                .as("%s", run)
                .contains(BOTH)
                .contains("stopped=true moved=0", "blocking=7")
                .hasSize(BOTH.length + 2);
        assertThat(run.agentLines()).as("%s", run).anySatisfy(line -> assertThat(line)
                .contains("resized from="));
        assertThat(run.agentLines())
                .as("%s", run)
                .noneMatch(line -> line.contains("hook failed") || line.contains("died") || line.contains("ERROR"));
    }
}
