// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.boot;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Loads the agent and its libraries from {@code inst/} of the agent's jar, where classes end in {@code .classdata} so
 * that no other loader takes them. The program sees none of them and they see nothing of the program: the parent is the
 * platform class loader. What this loader has itself comes first; the runtime and this package come from the loader of
 * this class, which is the bootstrap loader unless the jar runs as a command line. Nothing is extracted to disk.
 *
 * <p>Safe for use by several threads.
 */
public final class AgentClassLoader extends ClassLoader {

    private static final String PREFIX = "inst/";
    private static final String SUFFIX = ".classdata";

    static {
        registerAsParallelCapable();
    }

    private final File file;
    private final JarFile jar;
    private final String version;

    /**
     * Opens a jar, which stays open as long as the loader lives.
     *
     * @param file the agent's jar; not null
     * @throws IOException if it cannot be read
     */
    public AgentClassLoader(File file) throws IOException {
        super("phandoff", ClassLoader.getPlatformClassLoader());
        this.file = file;
        // Not verified: the jar is not signed, and verification is slow in a JVM that has not warmed up.
        this.jar = new JarFile(file, false);
        Manifest manifest = jar.getManifest();
        this.version =
                manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("io.phandoff.runtime.") || name.startsWith("io.phandoff.agent.boot.")) {
            return Class.forName(name, false, AgentClassLoader.class.getClassLoader());
        }
        JarEntry entry = jar.getJarEntry(PREFIX + name.replace('.', '/') + SUFFIX);
        if (entry == null) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name, entry);
        }
    }

    private Class<?> define(String name, JarEntry entry) throws ClassNotFoundException {
        byte[] bytes;
        try (InputStream in = jar.getInputStream(entry)) {
            bytes = in.readAllBytes();
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
                definePackage(name, null, null, null, "phandoff", version, null, null);
            } catch (IllegalArgumentException e) {
                // Another thread was faster: packages, unlike classes, are not locked by name.
                assert getDefinedPackage(name) != null;
            }
        }
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }

    @Override
    protected URL findResource(String name) {
        JarEntry entry = jar.getJarEntry(PREFIX + name);
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
