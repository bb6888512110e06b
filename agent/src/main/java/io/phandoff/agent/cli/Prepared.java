// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.cli;

import io.phandoff.agent.AgentMain;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command {@code prepare}: starts a JVM of the same JDK with the agent, which writes the cache and ends. It is started without the
 * variables that the JVM takes options from, for another agent in them would change what is prepared.
 */
final class Prepared {
    /** The command of the JVM that is started; nobody else's. */
    static final String END = "prepare-end";

    private static final List<String> VARIABLES_OF_JVM =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "PHANDOFF_ENABLED");

    private Prepared() {}

    /**
     * Runs it; its output goes where this process's goes.
     *
     * @param jar the agent's jar
     * @param arguments the directory, then options as {@code key=value,...} if there are any
     * @return the exit code
     */
    static int run(File jar, List<String> arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(jar, arguments, System.getProperties())).inheritIO();
        VARIABLES_OF_JVM.forEach(builder.environment()::remove);
        return builder.start().waitFor() == 0 ? Main.DONE : Main.NOT_DONE;
    }

    static List<String> command(File jar, List<String> arguments, Map<?, ?> properties) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-D" + AgentMain.PREPARE + "="
                + Path.of(arguments.get(0)).toAbsolutePath().normalize());
        for (Map.Entry<?, ?> property : properties.entrySet()) {
            String key = property.getKey().toString();
            if (key.startsWith("phandoff.") && !key.equals("phandoff.enabled")) {
                command.add("-D" + key + "=" + property.getValue());
            }
        }
        command.add("-javaagent:" + jar + (arguments.size() > 1 ? "=" + arguments.get(1) : ""));
        command.addAll(List.of("-jar", jar.toString(), END));
        return command;
    }

    /** The end of the JVM that was started, when the agent has done its part; tells if it was not even started. */
    static int end(PrintStream err) {
        String prepared = System.getProperty(AgentMain.PREPARED);
        if (prepared == null) {
            err.println("phandoff: not prepared: the agent did not start (expected: phandoff.enabled=true)");
        }
        return "true".equals(prepared) ? Main.DONE : Main.NOT_DONE;
    }
}
