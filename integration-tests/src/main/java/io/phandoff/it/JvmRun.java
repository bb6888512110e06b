// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import java.util.List;

/**
 * What a forked JVM did.
 *
 * @param command its command line
 * @param exitCode its exit code; of no meaning when it was killed
 * @param out lines of standard output
 * @param err lines of standard error
 * @param threadDump null when it ended in time, else the dump taken before it was killed
 */
public record JvmRun(List<String> command, int exitCode, List<String> out, List<String> err, String threadDump) {

    private static final String AGENT_PREFIX = "[phandoff";

    /** Whether it had to be killed. */
    public boolean timedOut() {
        return threadDump != null;
    }

    /** The agent's own log lines. */
    public List<String> agentLines() {
        return err.stream().filter(line -> line.startsWith(AGENT_PREFIX)).toList();
    }

    /** Lines of standard error that the agent did not log: the program's, and warnings of the JVM. */
    public List<String> otherErr() {
        return err.stream().filter(line -> !line.startsWith(AGENT_PREFIX)).toList();
    }

    @Override
    public String toString() {
        return String.join(" ", command)
                + "\nexit code " + exitCode
                + (timedOut() ? " (killed: out of time)" : "")
                + "\n--- standard output\n" + String.join("\n", out)
                + "\n--- standard error\n" + String.join("\n", err)
                + (timedOut() ? "\n--- threads when it was killed\n" + threadDump : "");
    }
}
