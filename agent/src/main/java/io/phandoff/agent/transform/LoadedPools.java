// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.runtime.LoadedPool;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The pools of servers whose classes were loaded before the agent came. The classes of one pool and loader are rewritten all or
 * none: a first retransformation only looks whether they have the shape that is known, a second rewrites. Nothing can be added to
 * them, so {@link PoolMembers} are looked up that do what the added methods would.
 *
 * <p><b>Threads.</b> {@link #concerns} and {@link #transform}: any; the others: one at a time. Keeps no class alive.
 */
final class LoadedPools {
    private final Map<String, PoolClassTransform> transforms = new HashMap<>();
    /** The pool that a class belongs to, by their names. */
    private final Map<String, String> owners = new HashMap<>();

    private final Set<Class<?>> looked = weakSet();
    private final Set<Class<?>> fit = weakSet();
    private final Set<Class<?>> rewritten = weakSet();
    private final TransformFailures failures;
    private final ClassLoader own;

    LoadedPools(TransformFailures failures, ClassLoader own) {
        this.failures = failures;
        this.own = own;
        add(JettyPool.POOL, JettyPool.loaded());
        add(JBossPool.POOL, JBossPool.loaded());
    }

    private static Set<Class<?>> weakSet() {
        return Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    }

    private void add(String pool, List<PoolClass> classes) {
        for (PoolClass type : classes) {
            transforms.put(type.name(), new PoolClassTransform(type, failures));
            owners.put(type.name(), pool);
        }
    }

    private static String nameOf(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    /** Whether a class is looked at, or has been rewritten. */
    boolean concerns(Class<?> type) {
        return rewritten.contains(type) || looked.contains(type);
    }

    /** The new class file, or null if the class stays as it is so far. */
    byte[] transform(String name, Class<?> type, byte[] bytes) {
        byte[] changed = transforms.get(name).transform(bytes);
        if (changed != null) {
            fit.add(type);
        }
        return rewritten.contains(type) ? changed : null;
    }

    /** Rewrites those of the classes whose pool was not rewritten when it was loaded. */
    void rewrite(Instrumentation instrumentation, List<Class<?>> loaded) {
        for (Class<?> pool : loaded) {
            if (nameOf(pool).equals(owners.get(nameOf(pool)))) {
                List<Class<?>> parts = new ArrayList<>();
                for (Class<?> type : loaded) {
                    if (type.getClassLoader() == pool.getClassLoader()
                            && nameOf(pool).equals(owners.get(nameOf(type)))) {
                        parts.add(type);
                    }
                }
                try {
                    rewrite(instrumentation, pool, parts);
                } catch (ReflectiveOperationException
                        | UnmodifiableClassException
                        | RuntimeException
                        | LinkageError
                        | InternalError e) {
                    failures.failed(nameOf(pool), e);
                }
            }
        }
    }

    private void rewrite(Instrumentation instrumentation, Class<?> pool, List<Class<?>> parts)
            throws ReflectiveOperationException, UnmodifiableClassException {
        Class<?> hooked = Class.forName(PoolClassTransform.HOOKED.replace('/', '.'), false, own);
        if (hooked.isAssignableFrom(pool) || !Dispatcher.seesHooks(pool.getClassLoader(), own)) {
            return;
        }
        Class<?>[] all = parts.toArray(new Class<?>[0]);
        looked.addAll(parts);
        try {
            instrumentation.retransformClasses(all);
            if (!fit.containsAll(parts)) {
                return; // it was told which, and why
            }
            open(instrumentation, pool);
            LoadedPool.put(pool, PoolMembers.of(pool));
            rewritten.addAll(parts);
        } finally {
            looked.removeAll(parts);
        }
        try {
            instrumentation.retransformClasses(all);
        } catch (UnmodifiableClassException | RuntimeException | LinkageError | InternalError e) {
            rewritten.removeAll(parts); // of which none was changed
            LoadedPool.remove(pool);
            throw e;
        }
    }

    private void open(Instrumentation instrumentation, Class<?> pool) {
        Module module = pool.getModule();
        Module ours = LoadedPools.class.getModule();
        if (!module.isOpen(pool.getPackageName(), ours)) {
            instrumentation.redefineModule(
                    module, Set.of(), Map.of(), Map.of(pool.getPackageName(), Set.of(ours)), Set.of(), Map.of());
        }
    }

    /** The classes have the bytes again that they had. */
    void forget() {
        synchronized (rewritten) {
            for (Class<?> type : rewritten) {
                LoadedPool.remove(type);
            }
        }
    }
}
