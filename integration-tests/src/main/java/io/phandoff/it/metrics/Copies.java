// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.metrics;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Several copies of Micrometer: one that is loaded but not initialised, then two that are used, one after the other has its meters.
 * Prints whether these have come, and whether the first is as it was; then uses it, and prints whether it gets meters, too.
 */
public final class Copies {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private Copies() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        Rounds rounds = new Rounds();
        rounds.run();
        Copy loaded = new Copy();
        Class.forName("io.micrometer.core.instrument.Metrics", false, loaded);
        System.out.println("second: " + awaitMeters(new Copy().use()));
        System.out.println("third: " + awaitMeters(new Copy().use()));
        System.out.println("initialised: " + loaded.isInitialised());
        System.out.println("first: " + awaitMeters(loaded.use()));
        rounds.end();
    }

    private static boolean awaitMeters(BooleanSupplier has) throws InterruptedException {
        long until = System.nanoTime() + LIMIT_NANOS;
        while (!has.getAsBoolean() && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        return has.getAsBoolean();
    }

    /** A loader with the whole class path of its own. */
    private static final class Copy extends URLClassLoader {
        Copy() throws MalformedURLException {
            super(urls(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] urls() throws MalformedURLException {
            List<URL> urls = new ArrayList<>();
            for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                urls.add(new File(path).toURI().toURL());
            }
            return urls.toArray(new URL[0]);
        }

        /** Whether the registry has been made, or the logging that it begins with. */
        boolean isInitialised() {
            return findLoadedClass("io.micrometer.core.instrument.composite.CompositeMeterRegistry") != null
                    || findLoadedClass("org.slf4j.LoggerFactory") != null;
        }

        BooleanSupplier use() throws ReflectiveOperationException {
            return (BooleanSupplier)
                    loadClass(Use.class.getName()).getDeclaredConstructor().newInstance();
        }
    }

    /** Uses the copy of its loader; tells whether phandoff's meters are in it. */
    public static final class Use implements BooleanSupplier {
        private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

        /** Adds a registry. */
        public Use() {
            Metrics.addRegistry(registry);
        }

        @Override
        public boolean getAsBoolean() {
            return registry.find("phandoff.tasks").meter() != null;
        }
    }
}
