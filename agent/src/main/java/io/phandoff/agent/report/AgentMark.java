// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.report;

import io.phandoff.runtime.Control;
import io.phandoff.runtime.Mode;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Says to other processes of the same user that the agent is in this JVM, and in which mode: in its agent properties, which
 * whoever attaches to it reads, and which the program does not see. Where a JVM has them elsewhere, only {@code list} is poorer.
 * Safe for use by several threads.
 */
public final class AgentMark {
    /** The agent's version, while it runs. */
    public static final String VERSION = "phandoff.agent";

    /** Its mode; {@code pass-through} if it does nothing whatever the mode. */
    public static final String MODE = "phandoff.agent.mode";

    private static final String SUPPORT = "jdk.internal.vm.VMSupport";

    private static Properties properties;
    private static String mode;
    private static boolean passThrough;

    private AgentMark() {}

    /** Sets the mark. */
    public static void put(String version, Mode mode, Instrumentation inst) {
        Properties found;
        try {
            inst.redefineModule(
                    Object.class.getModule(),
                    Set.of(),
                    Map.of(),
                    // opened, though exported would do: the installer opens a package too, and what the JDK links for
                    // that is linked once
                    Map.of("jdk.internal.vm", Set.of(AgentMark.class.getModule())),
                    Set.of(),
                    Map.of());
            found = (Properties) Class.forName(SUPPORT, true, null)
                    .getMethod("getAgentProperties")
                    .invoke(null);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return;
        }
        put(version, mode, found);
    }

    /** The runtime may have stepped aside before there was a mark; or what was told of that was of one that has ended since. */
    static synchronized void put(String version, Mode mode, Properties of) {
        properties = of;
        passThrough = passThrough && Control.passThroughReason() != null;
        properties.setProperty(VERSION, version);
        setMode(mode);
    }

    /** False before the start is over. */
    static synchronized boolean setMode(Mode newMode) {
        mode = newMode.label();
        tell();
        return properties != null;
    }

    static synchronized void setPassThrough(boolean on) {
        passThrough = on;
        tell();
    }

    private static void tell() {
        if (properties != null && mode != null) {
            properties.setProperty(MODE, passThrough ? "pass-through" : mode);
        }
    }

    /** Takes it back. */
    public static synchronized void remove() {
        if (properties != null) {
            properties.remove(VERSION);
            properties.remove(MODE);
            properties = null;
        }
    }
}
