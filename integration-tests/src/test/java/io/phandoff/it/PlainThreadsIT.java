// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.it.apps.PlainThreads;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Threads of no pool that the program's owner named. */
class PlainThreadsIT {
    private static final String[] OUTPUT = {
        "sum=20100",
        "overridden=200",
        "uncaught=[stage-throws: on purpose]",
        "twice=IllegalThreadStateException",
        "short=50",
        "pool=20"
    };

    @OnEveryJdk
    void program_withoutTheAgent_printsThis(JavaHome home) throws InterruptedException {
        Runs.assertPrinted(AgentJvm.on(home).run(PlainThreads.class), OUTPUT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.phandoff.it.OneProcessor#all")
    void program_threadsNamed_printsTheSameAndTheyAreOnePool(OneProcessor one) throws InterruptedException {
        JvmRun run = one.jvm()
                .set("phandoff.threads.include", "stage-*")
                .set("phandoff.stats.interval", "1h")
                .run(PlainThreads.class);
        Runs.assertPrinted(run, OUTPUT);
        List<String> blocked = run.agentLines().stream()
                .filter(line -> line.contains("SUMMARY blocked-time: pool=stage-"))
                .toList();
        assertThat(blocked).as("%s", run).hasSize(2);
        assertThat(blocked).as("of the pattern, %s", run).anyMatch(line -> line.contains("pool=stage-* "));
        assertThat(blocked).as("of the real pool, %s", run).anyMatch(line -> line.contains("pool=stage-of-pool "));
    }

    /** The widest pattern there is: what the JDK and the agent need for themselves goes on as it did. */
    @OnEveryJdk
    void program_allThreadsNamed_printsTheSame(JavaHome home) throws InterruptedException {
        Runs.assertPrinted(
                AgentJvm.on(home).agent().set("phandoff.threads.include", "*").run(PlainThreads.class), OUTPUT);
    }
}
