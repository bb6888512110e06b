// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServer;

/**
 * The platform's MBean server, without making it: to ask for it would, with the builder that the program has set or before it could
 * set one. So its field is looked at. One thread.
 */
final class PlatformServer {
    private final Field field;

    PlatformServer(Instrumentation instrumentation) throws NoSuchFieldException {
        Module own = PlatformServer.class.getModule();
        instrumentation.redefineModule(
                ManagementFactory.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of(ManagementFactory.class.getPackageName(), Set.of(own)),
                Set.of(),
                Map.of());
        field = ManagementFactory.class.getDeclaredField("platformMBeanServer");
        field.setAccessible(true);
    }

    /** Whether somebody has asked for it. */
    boolean isMade() throws IllegalAccessException {
        return field.get(null) != null;
    }

    /** Waits for who makes it, else makes it, with the program's builder if the program names one. */
    static MBeanServer get() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader()); // which knows that builder
        try {
            return ManagementFactory.getPlatformMBeanServer();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
