// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.hook.HookPoint;
import io.phandoff.agent.hook.Shape;
import io.phandoff.agent.hook.SocketTest;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Type;

/**
 * The one transformer that is registered. It sees every class that is loaded, on the thread that loads it: a class that
 * is not concerned costs one look into a map, and nothing that happens here reaches the program.
 *
 * <p>While a thread is in here the JVM does not call transformers for the classes that it loads, so whatever this
 * needs must be loaded before it is registered.
 */
final class Dispatcher implements ClassFileTransformer {
    private static final Class<?>[] NEEDED_LATER = {
        BeginVisitor.class,
        CallSiteTransform.CallSites.class,
        CallSiteTransform.SleepDeclared.class,
        CallSiteVisitor.class,
        ConstantDynamic.class,
        DelegationVisitor.class,
        ExitVisitor.class,
        Handle.class,
        HelperMethods.class,
        MethodReferenceVisitor.class,
        PoolMethodVisitor.class,
        Type.class
    };

    private final Map<String, HookTransform> hooks = new HashMap<>();
    private final Map<String, ThreadPoolExecutorTransform> pools = new HashMap<>();
    private final CallSiteTransform callSites;
    private final ClassLoader own;
    private final ClassLoader platform = ClassLoader.getPlatformClassLoader();
    private final TransformFailures failures;
    private final AtomicReference<Thread> socketTest;

    /**
     * @param points the points of this JVM
     * @param own the loader of the agent's classes, which are left alone
     * @param failures told of what goes wrong
     */
    Dispatcher(List<HookPoint> points, ClassLoader own, TransformFailures failures) {
        this.socketTest = new AtomicReference<>(SocketTest.thread(new Consumer<>() {
            @Override
            public void accept(String failure) {
                failures.failed(SocketTest.SOCKET_IMPL, new IllegalStateException(failure));
            }
        }));
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
        this.callSites = natives ? new CallSiteTransform() : null;
    }

    private void addPool(String name, List<PoolMethod> methods) {
        pools.put(name, new ThreadPoolExecutorTransform(name, methods, failures));
    }

    /** Whether a class of the bootstrap loader is rewritten. */
    boolean concerns(String internalName) {
        return hooks.containsKey(internalName) || pools.containsKey(internalName);
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
        if (className == null || loader == own) {
            return null;
        }
        try {
            ThreadPoolExecutorTransform pool = pools.get(className);
            if (pool != null) {
                return pool.transform(bytes);
            }
            if (loader == null) {
                HookTransform hook = hooks.get(className);
                return hook == null ? null : hooked(className, hook.transform(bytes));
            }
            if (callSites == null || loader == platform) {
                return null;
            }
            return callSites.transform(loader, className, redefined != null, bytes);
        } catch (Throwable t) {
            failures.failed(className, t);
            return null;
        }
    }

    private byte[] hooked(String className, byte[] bytes) {
        if (className.equals(SocketTest.SOCKET_IMPL)) {
            Thread test = socketTest.getAndSet(null);
            if (test != null) {
                test.start();
            }
        }
        return bytes;
    }
}
