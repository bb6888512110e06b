// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** One program in three JVMs: without the agent, with it, and with it on one processor in strict mode. */
final class PromiseRuns {

    private PromiseRuns() {}

    /**
     * All three print the same and end the same, and with the agent the pools did grow.
     *
     * @return what each printed
     */
    static List<String> assertKept(JavaHome home, Class<?> program, String... args) throws InterruptedException {
        JvmRun without = plain(home).run(program, args);
        Runs.assertEnded(without);
        assertSame(without, growing(plain(home)).run(program, args));
        AgentJvm strict = growing(plain(home)).set("phandoff.strict", "true").set("phandoff.procs", "1");
        assertSame(without, strict.run(program, args));
        return without.out();
    }

    /** With Tomcat's classes for the one that needs them. */
    private static AgentJvm plain(JavaHome home) {
        return AgentJvm.on(home).wholeClassPath();
    }

    /** Adds the agent and lets the program know: then its first tasks wait for a spare, which may come late. */
    static AgentJvm growing(AgentJvm jvm) {
        return jvm.agent().set("it.grows", "true");
    }

    static void assertSame(JvmRun without, JvmRun with) {
        Runs.assertEnded(with);
        assertThat(with.out()).as("standard output of %s", with).isEqualTo(without.out());
        assertGrown(with);
    }

    static void assertGrown(JvmRun run) {
        assertThat(grown(run)).as("spares in %s", run).isPositive();
    }

    /** How many spares the pools of a run got, from the summary. */
    static long grown(JvmRun run) {
        return new AgentLog(run)
                .starting("SUMMARY ").stream()
                        .mapToLong(line -> line.number("grown"))
                        .sum();
    }
}
