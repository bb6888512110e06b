// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.events.FlightRecorderWatch;
import io.phandoff.agent.hook.HookPoint;
import io.phandoff.agent.hook.Shape;
import io.phandoff.agent.hook.SocketTest;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Type;

/**
 * The one transformer that is registered. It sees every class that is loaded, on the thread that loads it: a class that
 * is not concerned costs one look into a map, and nothing that happens here reaches the program.
 *
 * <p>While a thread is in here the JVM does not call transformers for the classes that it loads, so whatever this
 * needs must be loaded before it is registered.
 *
 * <p>After a stop it changes nothing any more, but for classes that were given something when they were loaded: they can never lose
 * it, and another agent that has such a class transformed again would fail if nobody added it.
 */
final class Dispatcher implements Rewriting {
    private static final String HOOKED = PoolClassTransform.HOOKED.replace('/', '.');
    private static final Class<?>[] NEEDED_LATER = {
        BeginVisitor.class,
        CallSiteTransform.CallSites.class,
        CallSiteTransform.SleepDeclared.class,
        CallSiteVisitor.class,
        ConstantDynamic.class,
        DelegationVisitor.class,
        ExitVisitor.class,
        ForkJoinTransform.Counter.class,
        ForkJoinTransform.Hooked.class,
        ForkJoinTransform.Rewriter.class,
        Handle.class,
        HelperMethods.class,
        MethodReferenceVisitor.class,
        PoolMethodVisitor.class,
        PoolClassTransform.Visitor.class,
        PoolRewriteVisitor.class,
        Type.class
    };

    private final Map<String, HookTransform> hooks = new HashMap<>();
    private final Map<String, ThreadPoolExecutorTransform> pools = new HashMap<>();
    private final Map<String, PoolClassTransform> serverPools = new HashMap<>();
    private final Set<String> rewrittenCalls = ConcurrentHashMap.newKeySet();
    private final Set<String> rewrittenPools = ConcurrentHashMap.newKeySet();
    private volatile LoadedPools loadedPools;
    private final ForkJoinTransform forkJoin;
    private final CallSiteTransform callSites;
    private final ClassLoader own;
    private final ClassLoader platform = ClassLoader.getPlatformClassLoader();
    private final TransformFailures failures;
    private final ClassWatch watch;
    private final Effects effects;
    private final NameFilter filter = new NameFilter();
    private volatile boolean stopped;

    /**
     * @param points the points of this JVM
     * @param own the loader of the agent's classes, which are left alone
     * @param failures told of what goes wrong
     * @param watch told of each class that is loaded, null if nobody wants to know
     * @param effects told of each class of the bootstrap loader that has its hooks
     */
    Dispatcher(List<HookPoint> points, ClassLoader own, TransformFailures failures, ClassWatch watch, Effects effects) {
        this.watch = watch;
        this.effects = effects;
        this.own = own;
        this.failures = failures;
        Map<String, List<HookPoint>> byOwner = new HashMap<>();
        boolean natives = false;
        for (HookPoint point : points) {
            List<HookPoint> ofOwner = byOwner.get(point.owner());
            if (ofOwner == null) {
                ofOwner = new ArrayList<>();
                byOwner.put(point.owner(), ofOwner);
            }
            ofOwner.add(point);
            natives |= point.shape() == Shape.CALL_SITES;
        }
        for (Map.Entry<String, List<HookPoint>> entry : byOwner.entrySet()) {
            hooks.put(entry.getKey(), new HookTransform(entry.getValue(), failures));
        }
        addPool(PoolMethod.POOL, PoolMethod.ofJdk());
        addPool(PoolMethod.TOMCAT_POOL, PoolMethod.ofTomcat());
        addServerPool(JettyPool.classes());
        addServerPool(JBossPool.classes());
        this.forkJoin = new ForkJoinTransform(failures);
        filter.addAll(hooks.keySet()).addAll(pools.keySet()).addAll(serverPools.keySet());
        filter.add(ForkJoinTransform.POOL)
                .add(ForkJoinTransform.QUEUE)
                .add(JBossPool.TASK)
                .addWatched();
        this.callSites = natives ? new CallSiteTransform() : null;
    }

    private void addPool(String name, List<PoolMethod> methods) {
        pools.put(name, new ThreadPoolExecutorTransform(name, methods, failures));
    }

    private void addServerPool(List<PoolClass> classes) {
        for (PoolClass type : classes) {
            serverPools.put(type.name(), new PoolClassTransform(type, failures));
        }
    }

    @Override
    public NameFilter filter() {
        return filter;
    }

    @Override
    public boolean concerns(ClassLoader loader, String internalName) {
        if (pools.containsKey(internalName)) {
            return true;
        }
        if (loader != null && loader != platform) {
            return false;
        }
        return hooks.containsKey(internalName) || ForkJoinTransform.concerns(internalName);
    }

    @Override
    public boolean rewroteCalls(String internalName) {
        return rewrittenCalls.contains(internalName);
    }

    @Override
    public boolean isServerPool(String internalName) {
        return serverPools.containsKey(internalName);
    }

    @Override
    public boolean isLoadedPool(String internalName) {
        return serverPools.containsKey(internalName) || internalName.equals(JBossPool.TASK);
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public boolean keeps(Class<?> type) {
        String name = type.getName().replace('.', '/');
        return rewrittenPools.contains(name)
                || (callSites != null && type.getClassLoader() != null && callSites.gave(type.getClassLoader(), name));
    }

    @Override
    public boolean keepsAny() {
        return !rewrittenPools.isEmpty() || (callSites != null && callSites.gaveAny());
    }

    @Override
    public void rewriteLoaded(Instrumentation instrumentation, List<Class<?>> types) {
        loadedPools = new LoadedPools(failures, own);
        loadedPools.rewrite(instrumentation, types);
    }

    @Override
    public boolean rewroteLoaded(Class<?> type) {
        return loadedPools != null && loadedPools.concerns(type);
    }

    @Override
    public void forgetLoaded() {
        if (loadedPools != null) {
            loadedPools.forget();
        }
    }

    /**
     * Loads what the rewriting of the classes that are loaded already does not. A class that is loaded while a
     * transformer runs is not shown to it, and may be the very one that is being rewritten.
     */
    void warmUp() {
        for (Class<?> needed : NEEDED_LATER) {
            try {
                Class.forName(needed.getName(), true, own);
            } catch (ClassNotFoundException | LinkageError e) {
                failures.failed(needed.getName(), e);
            }
        }
    }

    @Override
    public byte[] transform(
            Module module,
            ClassLoader loader,
            String className,
            Class<?> redefined,
            ProtectionDomain protectionDomain,
            byte[] bytes) {
        if (className == null || loader == own || (stopped && (redefined == null || !keeps(redefined)))) {
            return null;
        }
        try {
            if (watch != null && redefined == null) {
                watch.loaded(loader, className);
            }
            if (redefined != null && rewroteLoaded(redefined)) {
                return loadedPools.transform(className, redefined, bytes);
            }
            ThreadPoolExecutorTransform pool = pools.get(className);
            if (pool != null) {
                return pool.transform(bytes);
            }
            PoolClassTransform serverPool = serverPools.get(className);
            if (serverPool != null) {
                return canGrow(className, redefined) && seesHooks(loader, own)
                        ? grown(className, serverPool.transform(bytes))
                        : null;
            }
            if (loader == null) {
                if (className.equals(FlightRecorderWatch.SEEN_BY)) {
                    FlightRecorderWatch.flightRecorderSeen();
                }
                HookTransform hook = hooks.get(className);
                byte[] rewritten = hook == null ? null : hook.transform(bytes);
                if (redefined == null && className.equals(SocketTest.SOCKET_IMPL)) {
                    effects.testSockets(); // the first socket waits until the class is there
                }
                if (ForkJoinTransform.concerns(className)) {
                    return forkJoin(className, rewritten, bytes);
                }
                if (rewritten != null) {
                    effects.rewritten(className);
                }
                return rewritten;
            }
            if (loader == platform) {
                HookTransform hook = hooks.get(className);
                return hook == null || !hook.isIn(module) ? null : hook.transform(bytes);
            }
            if (callSites == null) {
                return null;
            }
            byte[] calls = callSites.transform(loader, className, redefined != null, bytes);
            if (calls != null) {
                rewrittenCalls.add(className);
            }
            return calls;
        } catch (Throwable t) {
            failures.failed(className, t);
            return null;
        }
    }

    /** Whether a class of a server's pool is being loaded, or was when it was rewritten: nothing can be added to it later. */
    private boolean canGrow(String className, Class<?> redefined) {
        return redefined == null || rewrittenPools.contains(className);
    }

    private byte[] grown(String className, byte[] rewritten) {
        if (rewritten != null) {
            rewrittenPools.add(className);
        }
        return rewritten;
    }

    /** A loader that hides the runtime's package (module systems do) would fail at the first hook. */
    static boolean seesHooks(ClassLoader loader, ClassLoader own) throws ClassNotFoundException {
        return Class.forName(HOOKED, false, loader) == Class.forName(HOOKED, false, own);
    }

    private byte[] forkJoin(String className, byte[] hooked, byte[] bytes) {
        byte[] managed = forkJoin.transform(className, hooked == null ? bytes : hooked);
        if (managed == null) {
            return hooked;
        }
        effects.rewritten(className);
        return managed;
    }

    /** Names of what it rewrites: the JDK's classes, pools in whatever loader, pools of servers. */
    List<List<String>> names() {
        List<String> ofJdk = new ArrayList<>(hooks.keySet());
        ofJdk.add(ForkJoinTransform.QUEUE);
        if (!hooks.containsKey(ForkJoinTransform.POOL)) {
            ofJdk.add(ForkJoinTransform.POOL);
        }
        return List.of(ofJdk, List.copyOf(pools.keySet()), List.copyOf(serverPools.keySet()));
    }

    /** Whether calls in the program's classes are rewritten. */
    boolean rewritesCalls() {
        return callSites != null;
    }
}
