// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.cache.CacheContent;
import io.phandoff.agent.cache.CacheDirectory;
import io.phandoff.agent.cache.ClassCache;
import io.phandoff.agent.events.FlightRecorderWatch;
import io.phandoff.agent.hook.Extra;
import io.phandoff.agent.hook.HookCheck;
import io.phandoff.agent.hook.HookPoint;
import io.phandoff.agent.hook.SelfTest;
import io.phandoff.agent.hook.SocketTest;
import io.phandoff.runtime.ForkJoinHooks;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the hooks into the JVM. */
public final class Installer {
    private static final int MOST_ROUNDS = 5;

    private static Installed installed;

    private Installer() {}

    private record Installed(Instrumentation instrumentation, Rewriting rewriting, TransformFailures failures) {}

    /**
     * Registers the transformer, rewrites the classes that are loaded already, and tries the hooks out. The runtime must
     * have been started: from here on the program's threads call it. Takes some tens of milliseconds. To be called once.
     *
     * @param instrumentation what premain was given
     * @param extras the groups of hook points to add to those that are always there
     * @param watch told of each class that is loaded, null if nobody wants to know
     * @param cache where rewritten classes may be found, null if nowhere; written if there is none yet
     * @return what was found; never null
     */
    public static InstallReport install(
            Instrumentation instrumentation, Set<Extra> extras, ClassWatch watch, CacheDirectory cache) {
        TransformFailures failures = new TransformFailures();
        open(instrumentation);
        if (cache == null) {
            return rewriting(instrumentation, extras, watch, failures, null, null);
        }
        String problem = cache.open();
        if (problem == null && cache.cache() != null) {
            problem = problemOf(cache.cache().content());
            if (problem == null) {
                return prepared(instrumentation, extras, watch, failures, cache.cache());
            }
        }
        return rewriting(
                instrumentation,
                extras,
                watch,
                failures,
                problem == null ? cache : null,
                problem == null ? null : new CacheUse("ignored", problem));
    }

    private static InstallReport rewriting(
            Instrumentation instrumentation,
            Set<Extra> extras,
            ClassWatch watch,
            TransformFailures failures,
            CacheDirectory write,
            CacheUse use) {
        List<HookPoint> expected = HookPoints.ofThisJvm(extras);
        Effects effects = Effects.inThisJvm(failures);
        Dispatcher dispatcher = new Dispatcher(expected, Installer.class.getClassLoader(), failures, watch, effects);
        dispatcher.warmUp();
        LoadedClasses seen = write == null ? null : new LoadedClasses(dispatcher);
        if (seen != null) {
            instrumentation.addTransformer(seen, true);
        }
        Set<String> loaded;
        try {
            loaded = register(instrumentation, dispatcher, failures, watch, effects);
        } finally {
            if (seen != null) {
                instrumentation.removeTransformer(seen);
            }
        }
        for (HookPoint point : HookCheck.missing(without(loaded, expected))) {
            failures.missing(point.name());
        }
        int known = expected.size() + PoolMethod.ofJdk().size();
        return report(known, failures, seen == null ? use : written(write, extras, seen));
    }

    private static InstallReport prepared(
            Instrumentation instrumentation,
            Set<Extra> extras,
            ClassWatch watch,
            TransformFailures failures,
            ClassCache cache) {
        Effects effects = Effects.inThisJvm(failures);
        PreparedDispatcher dispatcher =
                new PreparedDispatcher(cache, extras, Installer.class.getClassLoader(), failures, watch, effects);
        register(instrumentation, dispatcher, failures, watch, effects);
        cache.close();
        for (String point : cache.content().missing()) {
            failures.missing(point);
        }
        return report(cache.content().known(), failures, new CacheUse(dispatcher.isWhole() ? "used" : "partly", null));
    }

    private static Set<String> register(
            Instrumentation instrumentation,
            Rewriting rewriting,
            TransformFailures failures,
            ClassWatch watch,
            Effects effects) {
        instrumentation.addTransformer(rewriting, true);
        synchronized (Installer.class) {
            installed = new Installed(instrumentation, rewriting, failures);
        }
        return retransform(instrumentation, rewriting, failures, watch, effects);
    }

    private static InstallReport report(int known, TransformFailures failures, CacheUse use) {
        String selfTestFailure = SelfTest.failureOrNull();
        List<String> missing = failures.missing();
        int feature = Runtime.version().feature();
        return new InstallReport(feature, known - missing.size(), known, missing, selfTestFailure, failures, use);
    }

    /** Hook points are counted when they are in a module that is there; a program may be started with others than the cache was. */
    private static String problemOf(CacheContent content) {
        for (String module : content.present()) {
            if (!HookCheck.hasModule(module)) {
                return "made with a module that is not here: module=".concat(module);
            }
        }
        for (String module : content.absent()) {
            if (HookCheck.hasModule(module)) {
                return "made without a module that is here: module=".concat(module);
            }
        }
        return null;
    }

    private static CacheUse written(CacheDirectory directory, Set<Extra> extras, LoadedClasses seen) {
        try {
            new Preparation(extras).write(directory, seen.classFiles());
            return new CacheUse("written", null);
        } catch (IOException | RuntimeException e) {
            return new CacheUse("not-written", e.toString());
        }
    }

    /**
     * Takes the hooks out: all classes that can be are given the bytes that they would have without the agent. Threads that are in
     * hooked code finish it as it was. Some tens of milliseconds. If it fails half-way it can be called again.
     *
     * @return how many classes; none if nothing was installed
     */
    public static synchronized Uninstalled uninstall() {
        Installed last = installed;
        if (last == null) {
            return new Uninstalled(0, 0);
        }
        last.rewriting.stop();
        Set<Class<?>> restored = new HashSet<>();
        Set<Class<?>> left = new HashSet<>();
        int failed = 0;
        // A class that is being rewritten while it is loaded is not among the loaded ones yet.
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Class<?>> found = new ArrayList<>();
            for (Class<?> type : last.instrumentation.getAllLoadedClasses()) {
                if (last.rewriting.keeps(type)) {
                    left.add(type);
                } else if (isRewritten(last.rewriting, type) && restored.add(type)) {
                    found.add(type);
                }
            }
            if (found.isEmpty()) {
                break;
            }
            failed += retransformAll(last.instrumentation, found, last.failures);
        }
        last.rewriting.forgetLoaded();
        if (!last.rewriting.keepsAny()) {
            last.instrumentation.removeTransformer(last.rewriting);
        }
        installed = null; // last: who fails half-way tries again
        return new Uninstalled(restored.size() - failed, left.size() + failed);
    }

    private static boolean isRewritten(Rewriting rewriting, Class<?> type) {
        String name = type.getName().replace('.', '/');
        return rewriting.concerns(type.getClassLoader(), name)
                || rewriting.rewroteCalls(name)
                || rewriting.rewroteLoaded(type);
    }

    /** Lets the runtime, which is in no module, count and add workers of {@code ForkJoinPool} as that does. */
    private static void open(Instrumentation instrumentation) {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("java.util.concurrent", Set.of(ForkJoinHooks.class.getModule())),
                Set.of(),
                Map.of());
    }

    /** The points of classes that are not loaded yet; the others have been looked for in the class itself. */
    private static List<HookPoint> without(Set<String> loaded, List<HookPoint> points) {
        List<HookPoint> left = new ArrayList<>(points.size());
        for (HookPoint point : points) {
            if (!loaded.contains(point.owner())) {
                left.add(point);
            }
        }
        return left;
    }

    private static Set<String> retransform(
            Instrumentation instrumentation,
            Rewriting rewriting,
            TransformFailures failures,
            ClassWatch watch,
            Effects effects) {
        NameFilter filter = rewriting.filter();
        List<Class<?>> loaded = new ArrayList<>();
        List<Class<?>> serverPools = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (!filter.mayHave(type.getName())) {
                continue;
            }
            String name = type.getName().replace('.', '/');
            if (watch != null) {
                watch.loaded(type.getClassLoader(), name);
            }
            if (name.equals(FlightRecorderWatch.SEEN_BY)) {
                FlightRecorderWatch.flightRecorderSeen();
            }
            if (rewriting.concerns(type.getClassLoader(), name)) {
                loaded.add(type);
                names.add(name);
            } else if (rewriting.isLoadedPool(name)) {
                serverPools.add(type);
            }
        }
        retransformAll(instrumentation, loaded, failures);
        if (names.contains(SocketTest.SOCKET_IMPL)) {
            effects.testSockets();
        }
        if (!serverPools.isEmpty()) {
            rewriting.rewriteLoaded(instrumentation, serverPools);
        }
        return names;
    }

    /** How many could not be. */
    private static int retransformAll(
            Instrumentation instrumentation, List<Class<?>> loaded, TransformFailures failures) {
        try {
            instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
            return 0;
        } catch (UnmodifiableClassException | RuntimeException | LinkageError | InternalError e) {
            return retransformOneByOne(instrumentation, loaded, failures);
        }
    }

    /** So that one class that another agent has spoilt does not keep all others from being hooked. */
    private static int retransformOneByOne(
            Instrumentation instrumentation, List<Class<?>> loaded, TransformFailures failures) {
        int failed = 0;
        for (Class<?> type : loaded) {
            try {
                instrumentation.retransformClasses(type);
            } catch (UnmodifiableClassException | RuntimeException | LinkageError | InternalError e) {
                failures.failed(type.getName().replace('.', '/'), e);
                failed++;
            }
        }
        return failed;
    }
}
