// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.boot;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.jar.JarFile;

/** The file that these classes came from, and its place on the bootstrap class path. */
final class AgentJar {

    private static final String RUNTIME = "io.phandoff.runtime.HandoffRuntime";

    private AgentJar() {}

    /**
     * Finds the agent's jar. A class of the bootstrap loader has no code source, but the system class loader finds its
     * resource.
     */
    static File locate() throws IOException, URISyntaxException {
        String resource = AgentJar.class.getName().replace('.', '/') + ".class";
        URL url = ClassLoader.getSystemResource(resource);
        if (url == null) {
            throw new IOException("agent jar not found: resource=" + resource);
        }
        if (url.openConnection() instanceof JarURLConnection connection) {
            return new File(connection.getJarFileURL().toURI());
        }
        throw new IOException("agent is not in a jar: url=" + url);
    }

    /** Appends the jar unless the manifest's Boot-Class-Path has done so; it cannot when the jar was renamed. */
    static void ensureOnBootstrapClassPath(File jar, Instrumentation inst) throws IOException, ClassNotFoundException {
        if (isRuntimeVisible()) {
            return;
        }
        // Not closed: the JVM goes on reading it.
        inst.appendToBootstrapClassLoaderSearch(new JarFile(jar, false));
        if (!isRuntimeVisible()) {
            throw new ClassNotFoundException("agent jar has no runtime: jar=" + jar);
        }
    }

    private static boolean isRuntimeVisible() {
        try {
            Class.forName(RUNTIME, false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
