// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Assertions on a {@link JvmRun} that show the whole run when they fail. */
final class Runs {

    private Runs() {}

    /** It ended by itself with code 0, printed exactly these lines, and nothing but the agent wrote to standard error. */
    static void assertPrinted(JvmRun run, String... lines) {
        assertEnded(run);
        assertThat(run.out()).as("standard output of %s", run).containsExactly(lines);
    }

    /** It ended by itself with code 0 and nothing but the agent wrote to standard error. */
    static void assertEnded(JvmRun run) {
        assertThat(run.timedOut()).as("killed: %s", run).isFalse();
        assertThat(run.exitCode()).as("exit code of %s", run).isZero();
        assertThat(run.otherErr()).as("standard error of %s", run).isEmpty();
        assertNoFailure(run);
    }

    /** The agent never gave up. */
    static void assertNoFailure(JvmRun run) {
        List<String> failures = run.agentLines().stream()
                .filter(line -> line.contains("pass-through") || line.contains("ERROR"))
                .toList();
        assertThat(failures).as("failures logged by %s", run).isEmpty();
    }
}
