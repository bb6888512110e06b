// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.logging;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Loads SLF4J in a class loader of its own, as a web application does, lets it go, and tells whether that could be unloaded; then
 * again. Arguments: the directory of the jars; {@code stop} if it is not to let the first one go but to keep it and stop its
 * Logback. Reads a line in between so that the log may be used.
 */
public final class Unloads {

    private static final List<Object> KEPT = new ArrayList<>();

    private Unloads() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        for (int i = 1; i <= 2; i++) {
            boolean stops = i == 1 && args.length > 1;
            WeakReference<ClassLoader> loader = use(new File(args[0]), i, stops);
            if (stops) {
                continue;
            }
            System.out.println("unloaded=" + isCollected(loader));
        }
    }

    private static WeakReference<ClassLoader> use(File directory, int number, boolean stops) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (File jar : directory.listFiles()) {
            urls.add(jar.toURI().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            Class<?> factory = loader.loadClass("org.slf4j.LoggerFactory");
            factory.getMethod("getLogger", String.class).invoke(null, "application " + number);
            System.out.println("ready");
            System.in.read();
            if (stops) {
                KEPT.add(loader);
                Object context = factory.getMethod("getILoggerFactory").invoke(null);
                context.getClass().getMethod("stop").invoke(context);
            }
            return new WeakReference<>(loader);
        }
    }

    private static boolean isCollected(WeakReference<ClassLoader> loader) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (!loader.refersTo(null) && System.nanoTime() < deadline) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return loader.refersTo(null);
    }
}
