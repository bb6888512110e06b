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
        assertSame(without, plain(home).agent().run(program, args));
        AgentJvm strict = plain(home).agent().set("phandoff.strict", "true").set("phandoff.procs", "1");
        assertSame(without, strict.run(program, args));
        return without.out();
    }

    /** With Tomcat's classes for the one that needs them. */
    private static AgentJvm plain(JavaHome home) {
        return AgentJvm.on(home).wholeClassPath();
    }

    static void assertSame(JvmRun without, JvmRun with) {
        Runs.assertEnded(with);
        assertThat(with.out()).as("standard output of %s", with).isEqualTo(without.out());
        assertThat(grown(with)).as("spares in %s", with).isPositive();
    }

    /** How many spares the pools of a run got, from the summary. */
    static long grown(JvmRun run) {
        return new AgentLog(run)
                .starting("SUMMARY ").stream()
                        .mapToLong(line -> line.number("grown"))
                        .sum();
    }
}
