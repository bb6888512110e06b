// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.cache.CacheDirectory;
import io.phandoff.agent.hook.Extra;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes a cache from a JVM that runs for nothing else: it loads every class that has hooks, to see it as the JVM shows it then. */
public final class Prepare {
    private Prepare() {}

    /**
     * Writes the cache in place of the one that may be there. Nothing is hooked.
     *
     * @param instrumentation the JVM's
     * @param extras the groups of hook points that are asked for
     * @param directory where to
     * @return what was written, for people
     * @throws IOException that says why nothing was
     */
    public static String run(Instrumentation instrumentation, Set<Extra> extras, CacheDirectory directory)
            throws IOException {
        Preparation preparation = new Preparation(extras);
        LoadedClasses loaded = new LoadedClasses(preparation.dispatcher());
        instrumentation.addTransformer(loaded, true);
        try {
            instrumentation.retransformClasses(load(preparation.names()));
        } catch (UnmodifiableClassException e) {
            throw new IOException(e);
        } finally {
            instrumentation.removeTransformer(loaded);
        }
        Path file = preparation.write(directory, loaded.classFiles());
        return file + " classes=" + preparation.count() + " bytes="
                + file.toFile().length();
    }

    private static Class<?>[] load(List<String> names) {
        List<Class<?>> classes = new ArrayList<>();
        for (String name : names) {
            Class<?> loaded = loadOrNull(name.replace('/', '.'));
            if (loaded != null) {
                classes.add(loaded);
            }
        }
        return classes.toArray(new Class<?>[0]);
    }

    private static Class<?> loadOrNull(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException | LinkageError e) {
            return null; // not in this run-time image, or of another loader
        }
    }
}
