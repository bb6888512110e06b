// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.boot;

import java.io.File;
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

    private static final String ENTRY = "io.phandoff.agent.AgentMain";

    /** Used in the bootstrap copy of this class only. */
    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private Premain() {}

    /**
     * Starts the agent before the program's main method, once a JVM. Never throws.
     *
     * @param args the text after {@code -javaagent:jar=}, or null
     * @param inst the JVM's instrumentation; not null
     */
    public static void premain(String args, Instrumentation inst) {
        try {
            if (isEnabled() && !JdkTool.isCommand(System.getProperty("sun.java.command"))) {
                startInBootstrapLoader(args, inst);
            }
        } catch (Throwable t) {
            Throwable cause = t instanceof InvocationTargetException && t.getCause() != null ? t.getCause() : t;
            System.err.println("phandoff: not started: cause=" + cause + " (the program runs without it)");
        }
    }

    /**
     * Starts the agent in a running JVM, once a JVM. Never throws.
     *
     * @param args the attach arguments, or null
     * @param inst the JVM's instrumentation; not null
     */
    public static void agentmain(String args, Instrumentation inst) {
        premain(args, inst);
    }

    /**
     * The command line of the jar: {@code --version} or {@code --help}.
     *
     * @param args the arguments; none is the same as {@code --help}
     * @throws Exception if the jar cannot be read
     */
    public static void main(String[] args) throws Exception {
        String command = args.length == 0 ? "--help" : args[0];
        AgentClassLoader loader = new AgentClassLoader(AgentJar.locate());
        Class<?> entry = loader.loadClass(ENTRY);
        if (command.equals("--version")) {
            System.out.println("phandoff " + entry.getPackage().getImplementationVersion());
        } else if (command.equals("--help")) {
            System.out.print(entry.getMethod("help").invoke(null));
        } else {
            System.err.println("phandoff: unknown argument: " + command + " (expected: --version or --help)");
            System.exit(2);
        }
    }

    private static boolean isEnabled() {
        return !"false"
                .equalsIgnoreCase(System.getProperty("phandoff.enabled", "").trim());
    }

    private static void startInBootstrapLoader(String args, Instrumentation inst) throws Exception {
        File jar = AgentJar.locate();
        if (Premain.class.getClassLoader() == null) {
            if (STARTED.compareAndSet(false, true)) {
                new AgentClassLoader(jar)
                        .loadClass(ENTRY)
                        .getMethod("start", String.class, Instrumentation.class)
                        .invoke(null, args, inst);
            }
            return;
        }
        AgentJar.ensureOnBootstrapClassPath(jar, inst);
        Class.forName(Premain.class.getName(), true, null)
                .getMethod("premain", String.class, Instrumentation.class)
                .invoke(null, args, inst);
    }
}
