// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.boot;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where the JVM enters the agent, and the jar's command line. Nothing that goes wrong in here leaves it: the program
 * starts without the agent and one line on stderr says why.
 *
 * <p>With the jar under its own name the manifest's {@code Boot-Class-Path} makes the bootstrap loader load this class.
 * A renamed jar has it loaded by the system class loader: that copy puts the jar on the bootstrap class path, hands over
 * to the bootstrap copy and holds no state. So there is one guard against a second start, however often and under
 * whatever names the jar is given.
 */
public final class Premain {

    /** What the arguments of an attach begin with that brings a command, not options. */
    public static final String COMMAND = "phandoff-command:";

    private static final String ENTRY = "io.phandoff.agent.AgentMain";
    private static final String COMMANDS = "io.phandoff.agent.command.Commands";
    private static final String COMMAND_LINE = "io.phandoff.agent.cli.Main";

    /** Used in the bootstrap copy of this class only, as {@link #loader}. */
    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private static AgentClassLoader loader;

    private Premain() {}

    /**
     * Starts the agent before the program's main method, once a JVM. Never throws.
     *
     * @param args the text after {@code -javaagent:jar=}, or null
     * @param inst the JVM's instrumentation; not null
     */
    public static void premain(String args, Instrumentation inst) {
        try {
            if (isEnabled(args) && !JdkTool.isCommand(System.getProperty("sun.java.command"))) {
                inBootstrapLoader("premain", args, inst);
            }
        } catch (Throwable t) {
            notStarted(t);
        }
    }

    /**
     * Starts the agent in a running JVM, unless it runs already, or brings it a command. Never throws.
     *
     * @param args the attach arguments: null, options, or {@link #COMMAND} and what follows
     * @param inst the JVM's instrumentation; not null
     */
    public static void agentmain(String args, Instrumentation inst) {
        try {
            if (isEnabled(args) || isCommand(args)) {
                inBootstrapLoader("agentmain", args, inst);
            }
        } catch (Throwable t) {
            if (isCommand(args)) {
                System.err.println("phandoff: command not answered: cause=" + causeOf(t));
            } else {
                notStarted(t);
            }
        }
    }

    private static void notStarted(Throwable t) {
        System.err.println("phandoff: not started: cause=" + causeOf(t) + " (the program runs without it)");
    }

    private static Throwable causeOf(Throwable t) {
        return t instanceof InvocationTargetException && t.getCause() != null ? t.getCause() : t;
    }

    private static boolean isCommand(String args) {
        return args != null && args.startsWith(COMMAND);
    }

    /**
     * The command line of the jar.
     *
     * @param args the arguments
     * @throws Exception if the jar cannot be read
     */
    public static void main(String[] args) throws Exception {
        File jar = AgentJar.locate();
        Object code = new AgentClassLoader(jar)
                .loadClass(COMMAND_LINE)
                .getMethod("run", File.class, String[].class)
                .invoke(null, jar, args);
        System.out.flush();
        System.exit((int) code);
    }

    /**
     * Whether the property {@code phandoff.enabled} leaves anything to do; arguments win over it, and what they say the option table
     * knows.
     *
     * @param args the agent arguments, or null
     */
    public static boolean isEnabled(String args) {
        return !"false"
                        .equalsIgnoreCase(
                                System.getProperty("phandoff.enabled", "").trim())
                || (args != null && args.contains("enabled"));
    }

    /** Whoever wants to start the agent: false if it runs already. In the bootstrap copy. */
    public static boolean tryBegin() {
        return STARTED.compareAndSet(false, true);
    }

    /** The agent has been stopped, and may be started again. In the bootstrap copy. */
    public static void ended() {
        STARTED.set(false);
    }

    private static void inBootstrapLoader(String entry, String args, Instrumentation inst) throws Exception {
        boolean booted = Premain.class.getClassLoader() == null;
        boolean atStart = booted && entry.equals("premain");
        File jar = atStart ? AgentJar.locateAtStart() : AgentJar.locate();
        if (!booted) {
            AgentJar.ensureOnBootstrapClassPath(jar, inst);
            Class.forName(Premain.class.getName(), true, null)
                    .getMethod(entry, String.class, Instrumentation.class)
                    .invoke(null, args, inst);
        } else if (isCommand(args)) {
            call(jar, COMMANDS, "run", args.substring(COMMAND.length()), inst);
        } else if (tryBegin()) {
            boolean called = false;
            try {
                call(jar, ENTRY, atStart ? "start" : "attach", args, inst);
                called = true;
            } finally {
                if (!called) {
                    ended();
                }
            }
        }
    }

    private static void call(File jar, String type, String method, String args, Instrumentation inst) throws Exception {
        loader(jar)
                .loadClass(type)
                .getMethod(method, String.class, Instrumentation.class)
                .invoke(null, args, inst);
    }

    /** One a JVM: what is started once more after a stop finds its classes again. */
    private static synchronized AgentClassLoader loader(File jar) throws IOException {
        if (loader == null) {
            loader = new AgentClassLoader(jar);
        }
        return loader;
    }
}
