// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.boot;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads the agent and its libraries from {@code inst/} of the agent's jar, where classes are in an archive of their own,
 * {@code inst/classes.pack}, under their names, so that no other loader takes them. The program sees none of them and they see nothing
 * of the program: the parent is the platform class loader. What this loader has itself comes first; the runtime and this package come from
 * the loader of this class, which is the bootstrap loader unless the jar runs as a command line. Nothing is extracted to disk.
 *
 * <p>Safe for use by several threads.
 */
public final class AgentClassLoader extends ClassLoader {

    private static final String PREFIX = "inst/";
    private static final String PACK = "inst/classes.pack";
    private static final String ATTACH = "com.sun.tools.attach.";

    static {
        registerAsParallelCapable();
    }

    private final File file;
    private final StoredZip classes;
    private JarFile jar;

    /**
     * Opens a jar, which stays open as long as the loader lives.
     *
     * @param file the agent's jar; not null
     * @throws IOException if it cannot be read, or is another jar
     */
    public AgentClassLoader(File file) throws IOException {
        super("phandoff", ClassLoader.getPlatformClassLoader());
        this.file = file;
        this.classes = classesOf(file);
    }

    private static StoredZip classesOf(File file) throws IOException {
        StoredZip zip = new StoredZip(file);
        int pack = zip.find(PACK);
        if (pack != 0) {
            return zip.open(pack);
        }
        zip.close();
        return new StoredZip(inflated(file));
    }

    /** Of a jar that another tool has written anew, as one that signs does: it deflates all. */
    private static byte[] inflated(File file) throws IOException {
        try (JarFile jar = new JarFile(file, false)) {
            JarEntry entry = jar.getJarEntry(PACK);
            if (entry == null) {
                throw new IOException("agent jar has no classes: jar=" + file + " (expected: " + PACK + ")");
            }
            try (InputStream in = jar.getInputStream(entry)) {
                return in.readAllBytes();
            }
        }
    }

    /** The agent's jar. */
    public File file() {
        return file;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("io.phandoff.runtime.") || name.startsWith("io.phandoff.agent.boot.")) {
            return Class.forName(name, false, AgentClassLoader.class.getClassLoader());
        }
        if (name.startsWith(ATTACH)) {
            return Class.forName(name, false, getSystemClassLoader()); // of the command line; the JDK's tools are there
        }
        if (name.startsWith("java.")) {
            Class<?> found = ofBootstrapLoader(name);
            return found != null ? found : super.loadClass(name, resolve);
        }
        int entry = classes.find(name);
        if (entry == 0) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name, entry);
        }
    }

    /** The same class as the parent finds, without its detour. */
    private static Class<?> ofBootstrapLoader(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException e) {
            return null; // in a module of the platform loader
        }
    }

    private Class<?> define(String name, int entry) throws ClassNotFoundException {
        byte[] bytes;
        try {
            bytes = classes.read(entry);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
        definePackageOf(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    private void definePackageOf(String className) {
        String name = className.substring(0, Math.max(0, className.lastIndexOf('.')));
        if (getDefinedPackage(name) == null) {
            try {
                definePackage(name, null, null, null, "phandoff", classes.comment(), null, null);
            } catch (IllegalArgumentException e) {
                // Another thread was faster: packages, unlike classes, are not locked by name.
                assert getDefinedPackage(name) != null;
            }
        }
    }

    /** Opened for resources, which the start needs none of. Not verified: it is not signed. */
    private synchronized JarFile jar() throws IOException {
        if (jar == null) {
            jar = new JarFile(file, false);
        }
        return jar;
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }

    @Override
    protected URL findResource(String name) {
        JarEntry entry;
        try {
            entry = jar().getJarEntry(PREFIX + name);
        } catch (IOException e) {
            throw new IllegalStateException("jar cannot be read: file=" + file, e);
        }
        if (entry == null) {
            return null;
        }
        try {
            return new URL("jar:" + file.toURI() + "!/" + entry.getName());
        } catch (MalformedURLException e) {
            throw new IllegalStateException("jar has no URL: file=" + file, e);
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL own = findResource(name);
        return own == null ? Collections.emptyEnumeration() : Collections.enumeration(Collections.singleton(own));
    }
}
