// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.boot;

/** Tells the JDK's own tools (jcmd, keytool, javac), which an agent in JAVA_TOOL_OPTIONS reaches as well. */
final class JdkTool {

    private JdkTool() {}

    /**
     * Whether a command line starts a tool of the JDK.
     *
     * @param command the value of {@code sun.java.command}: {@code module/class}, a class or a jar, then arguments; may
     *     be null
     */
    static boolean isCommand(String command) {
        if (command == null) {
            return false;
        }
        int space = command.indexOf(' ');
        String main = space < 0 ? command : command.substring(0, space);
        if (main.endsWith(".jar")) {
            return false;
        }
        String mainClass = main.substring(main.indexOf('/') + 1);
        return main.startsWith("jdk.")
                || mainClass.startsWith("jdk.")
                || mainClass.startsWith("sun.")
                || mainClass.startsWith("com.sun.tools.");
    }
}
