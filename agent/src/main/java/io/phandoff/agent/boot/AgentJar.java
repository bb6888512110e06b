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

    /** The jar's name if the manifest's Boot-Class-Path has found it. */
    private static final String NAME = "phandoff-agent.jar";

    private static final File OPEN_FILES = new File("/proc/self/fd");

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

    /**
     * The same before the program's main method: the JVM has opened the file, so that the system can tell. To look for a resource
     * initialises what reads the run-time image, opens the class path's jars and a connection, a good part of the start.
     */
    static File locateAtStart() throws IOException, URISyntaxException {
        File opened = opened(OPEN_FILES);
        return opened == null ? locate() : opened;
    }

    /**
     * Looks for the jar among links to files.
     *
     * @param links a directory of links
     * @return null if none leads to it, or if they lead to two that have its name
     */
    static File opened(File links) {
        String[] names = links.list();
        File found = null;
        for (int i = 0; names != null && i < names.length; i++) {
            File file = target(new File(links, names[i]));
            if (file != null && file.getName().equals(NAME) && !file.equals(found)) {
                if (found != null) {
                    return null;
                }
                found = file;
            }
        }
        return found != null && found.isFile() ? found : null;
    }

    private static File target(File link) {
        try {
            return link.getCanonicalFile();
        } catch (IOException e) {
            return null; // closed meanwhile
        }
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
