// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the command line of a forked JVM, with or without the agent, and runs it. Not thread safe.
 *
 * <p>The class path is this module's classes alone, so that a forked program sees neither JUnit nor the agent's parts.
 */
public final class AgentJvm {

    /** System property with the path of the agent jar. */
    public static final String AGENT_JAR = "phandoff.agent.jar";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final JavaHome home;
    private final List<String> flags = new ArrayList<>();
    private String classPath = classesOf(AgentJvm.class);
    private Path workingDirectory;
    private final Map<String, String> variables = new HashMap<>();
    private List<String> prefix = List.of();
    private Duration limit = LIMIT;

    private AgentJvm(JavaHome home) {
        this.home = home;
    }

    /** A JVM of that JDK, without the agent so far. */
    public static AgentJvm on(JavaHome home) {
        return new AgentJvm(home);
    }

    /** The built agent jar: system property {@code phandoff.agent.jar}. */
    public static Path agentJar() {
        Path jar = Path.of(System.getProperty(AGENT_JAR, "agent/target/phandoff-agent.jar"))
                .toAbsolutePath()
                .normalize();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("no agent jar: " + AGENT_JAR + "=" + jar + " (expected: the built jar)");
        }
        return jar;
    }

    /** Adds the built agent. */
    public AgentJvm agent() {
        return agent(agentJar());
    }

    /** Adds an agent by its path as the JVM will see it, relative to the working directory or absolute. */
    public AgentJvm agent(Path jar) {
        return flag("-javaagent:" + jar);
    }

    /** Adds the built agent with arguments. */
    public AgentJvm agentWith(String arguments) {
        return flag("-javaagent:" + agentJar() + "=" + arguments);
    }

    /** Sets an environment variable. */
    public AgentJvm variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** Sets a system property. */
    public AgentJvm set(String key, String value) {
        return flag("-D" + key + "=" + value);
    }

    /** Sets system properties. */
    public AgentJvm setAll(Map<String, String> properties) {
        properties.forEach(this::set);
        return this;
    }

    /** Adds a flag of the JVM. */
    public AgentJvm flag(String flag) {
        flags.add(flag);
        return this;
    }

    /** Puts the caller's whole class path in place of the module's classes: for programs that need libraries. */
    public AgentJvm wholeClassPath() {
        classPath = System.getProperty("java.class.path");
        return this;
    }

    /** Adds all jars of a directory to the class path. */
    public AgentJvm jars(Path directory) {
        classPath += File.pathSeparator + directory + File.separator + "*";
        return this;
    }

    /** Default: this JVM's. */
    public AgentJvm workingDirectory(Path directory) {
        workingDirectory = directory;
        return this;
    }

    /** Puts a command before the JVM's own that runs what follows it, in the same process. */
    public AgentJvm under(List<String> command) {
        prefix = List.copyOf(command);
        return this;
    }

    /** After which a program is killed; default one minute. */
    public AgentJvm limit(Duration newLimit) {
        limit = newLimit;
        return this;
    }

    /** Runs a program to its end, or until the limit is over. */
    public JvmRun run(Class<?> main, String... args) throws InterruptedException {
        try (RunningJvm jvm = start(main, args)) {
            return jvm.awaitEnd(limit);
        }
    }

    /** Starts a program; the caller closes it. */
    public RunningJvm start(Class<?> main, String... args) {
        List<String> command = new ArrayList<>(prefix);
        command.add(home.tool("java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(Arrays.asList(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        if (workingDirectory != null) {
            builder.directory(workingDirectory.toFile());
        }
        Map<String, String> environment = builder.environment();
        // The JVM would announce each of them on standard error.
        List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS").forEach(environment::remove);
        environment.putAll(variables);
        return new RunningJvm(home, builder);
    }

    private static String classesOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no class path: class=" + type.getName(), e);
        }
    }
}
