// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.cache.CacheContent;
import io.phandoff.agent.cache.CacheDirectory;
import io.phandoff.agent.cache.PreparedClass;
import io.phandoff.agent.hook.Extra;
import io.phandoff.agent.hook.HookCheck;
import io.phandoff.agent.hook.HookPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites all classes of the JDK that have hooks, without giving them to the JVM, for a cache. Classes of the program and of other
 * loaders than the bootstrap loader are left out: they differ from program to program. Used by one thread.
 */
final class Preparation {
    private final Set<Extra> extras;
    private final TransformFailures failures = new TransformFailures();
    private final Effects effects = Effects.none();
    private final List<HookPoint> expected;
    private final Dispatcher dispatcher;
    private final List<PreparedClass> classes = new ArrayList<>();

    Preparation(Set<Extra> extras) {
        this.extras = extras;
        this.expected = HookPoints.ofThisJvm(extras);
        this.dispatcher = new Dispatcher(expected, Preparation.class.getClassLoader(), failures, null, effects);
    }

    /** Internal names of all classes that may be in the cache. */
    List<String> names() {
        List<String> names = new ArrayList<>(dispatcher.names().get(0));
        names.add(PoolMethod.POOL);
        return names;
    }

    Rewriting dispatcher() {
        return dispatcher;
    }

    /**
     * Writes the cache.
     *
     * @param loaded class files as the JVM shows them of classes that are loaded
     * @return its path
     */
    Path write(CacheDirectory directory, Map<String, byte[]> loaded) throws IOException {
        for (String name : names()) {
            byte[] ofImage = HookCheck.classFile(moduleOf(name), name);
            byte[] ofJvm = loaded.get(name);
            if (ofImage != null) {
                add(name, ofImage);
            }
            if (ofJvm != null) {
                add(name, ofJvm);
            }
        }
        return directory.write(content(), classes);
    }

    int count() {
        return classes.size();
    }

    private String moduleOf(String name) {
        for (HookPoint point : expected) {
            if (point.owner().equals(name)) {
                return point.module();
            }
        }
        return Object.class.getModule().getName();
    }

    /** What fails is left out: it fails in the program as well, and is told there. */
    private void add(String name, byte[] original) {
        byte[] rewritten = dispatcher.transform(null, null, name, null, null, original);
        if (rewritten != null && (effects.told(name) || name.equals(PoolMethod.POOL))) {
            String begin = name.replace('/', '.').concat(".");
            List<String> missing = new ArrayList<>();
            for (String point : failures.missing()) {
                if (point.startsWith(begin)) {
                    missing.add(point);
                }
            }
            classes.add(new PreparedClass(name, original, missing, rewritten));
        }
    }

    private CacheContent content() {
        List<String> missing = new ArrayList<>();
        for (HookPoint point : HookCheck.missing(expected)) {
            missing.add(point.name());
        }
        Map<String, Boolean> modules = new HashMap<>();
        for (HookPoint point : HookPoints.ofItsVersion(extras)) {
            modules.put(point.module(), HookCheck.hasModule(point.module()));
        }
        List<String> present = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (Map.Entry<String, Boolean> module : modules.entrySet()) {
            (module.getValue() ? present : absent).add(module.getKey());
        }
        List<List<String>> names = dispatcher.names();
        return new CacheContent(
                expected.size() + PoolMethod.ofJdk().size(),
                missing,
                present,
                absent,
                names.get(0),
                names.get(1),
                names.get(2),
                dispatcher.rewritesCalls());
    }
}
