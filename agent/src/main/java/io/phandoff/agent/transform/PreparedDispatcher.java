// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.cache.CacheContent;
import io.phandoff.agent.cache.ClassCache;
import io.phandoff.agent.events.FlightRecorderWatch;
import io.phandoff.agent.hook.Extra;
import io.phandoff.agent.hook.SocketTest;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The transformer with a cache: gives the JVM what was prepared for the very bytes that it shows. What was not prepared goes to the
 * {@link Dispatcher}, which is made when the first such class comes: until then neither that nor ASM is loaded.
 *
 * <p>It is made on the thread that loads that class, in whose transformation the JVM asks no transformer about other classes.
 * That is safe because nothing that it loads first is rewritten: all classes of the JDK that it needs and that have hooks are
 * loaded long before. No lock is held meanwhile, for the thread may hold any of the program's; two threads may make two, one counts.
 */
final class PreparedDispatcher implements Rewriting {
    private final ClassCache cache;
    private final Set<String> hooked;
    private final Set<String> pools;
    private final Set<String> serverPools;
    private final boolean callSites;
    private final Set<Extra> extras;
    private final ClassLoader own;
    private final ClassLoader platform = ClassLoader.getPlatformClassLoader();
    private final TransformFailures failures;
    private final ClassWatch watch;
    private final Effects effects;
    private final NameFilter filter = new NameFilter();
    private final AtomicReference<Dispatcher> ordinary = new AtomicReference<>();
    private volatile boolean stopped;

    /**
     * @param cache one that fits this JVM
     * @param extras the groups of hook points that are asked for, as when it was prepared
     * @param own the loader of the agent's classes, which are left alone
     * @param failures told of what goes wrong
     * @param watch told of each class that is loaded, null if nobody wants to know
     * @param effects told of each class of the bootstrap loader that has its hooks
     */
    PreparedDispatcher(
            ClassCache cache,
            Set<Extra> extras,
            ClassLoader own,
            TransformFailures failures,
            ClassWatch watch,
            Effects effects) {
        CacheContent content = cache.content();
        this.cache = cache;
        this.hooked = new HashSet<>(content.hooked());
        this.pools = new HashSet<>(content.pools());
        this.serverPools = new HashSet<>(content.serverPools());
        this.callSites = content.callSites();
        this.extras = extras;
        this.own = own;
        this.failures = failures;
        this.watch = watch;
        this.effects = effects;
        filter.addAll(hooked)
                .addAll(pools)
                .addAll(serverPools)
                .add(JBossPool.TASK)
                .addWatched();
    }

    /** Whether all that was rewritten so far was prepared. */
    boolean isWhole() {
        return ordinary.get() == null;
    }

    @Override
    public NameFilter filter() {
        return filter;
    }

    @Override
    public boolean concerns(ClassLoader loader, String internalName) {
        return pools.contains(internalName)
                || ((loader == null || loader == platform) && hooked.contains(internalName));
    }

    @Override
    public boolean rewroteCalls(String internalName) {
        Dispatcher made = ordinary.get();
        return made != null && made.rewroteCalls(internalName);
    }

    @Override
    public boolean isServerPool(String internalName) {
        return serverPools.contains(internalName);
    }

    @Override
    public boolean isLoadedPool(String internalName) {
        return serverPools.contains(internalName) || internalName.equals(JBossPool.TASK);
    }

    @Override
    public void stop() {
        stopped = true;
        Dispatcher made = ordinary.get(); // after the write: whoever makes one now reads it
        if (made != null) {
            made.stop();
        }
    }

    @Override
    public boolean keeps(Class<?> type) {
        Dispatcher made = ordinary.get();
        return made != null && made.keeps(type);
    }

    @Override
    public boolean keepsAny() {
        Dispatcher made = ordinary.get();
        return made != null && made.keepsAny();
    }

    @Override
    public void rewriteLoaded(Instrumentation instrumentation, List<Class<?>> types) {
        ordinary().rewriteLoaded(instrumentation, types);
    }

    @Override
    public boolean rewroteLoaded(Class<?> type) {
        Dispatcher made = ordinary.get();
        return made != null && made.rewroteLoaded(type);
    }

    @Override
    public void forgetLoaded() {
        Dispatcher made = ordinary.get();
        if (made != null) {
            made.forgetLoaded();
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
            if (redefined != null && rewroteLoaded(redefined)) {
                return ordinary().transform(module, loader, className, redefined, protectionDomain, bytes);
            }
            if (filter.mayHave(className)) {
                watch(loader, className, redefined);
                if (loader == null && redefined == null && className.equals(SocketTest.SOCKET_IMPL)) {
                    effects.testSockets(); // the first socket waits until the class is there
                }
                if (isNamed(className)) {
                    byte[] prepared = loader == null ? prepared(className, bytes) : null;
                    return prepared != null
                            ? prepared
                            : ordinary().transform(module, loader, className, redefined, protectionDomain, bytes);
                }
            }
            if (!callSites || loader == null || loader == platform || mayBeLeftAlone(bytes)) {
                return null;
            }
            return ordinary().transform(module, loader, className, redefined, protectionDomain, bytes);
        } catch (Throwable t) {
            failures.failed(className, t);
            return null;
        }
    }

    private void watch(ClassLoader loader, String className, Class<?> redefined) {
        if (watch != null && redefined == null) {
            watch.loaded(loader, className);
        }
        if (loader == null && className.equals(FlightRecorderWatch.SEEN_BY)) {
            FlightRecorderWatch.flightRecorderSeen();
        }
    }

    private boolean isNamed(String className) {
        return hooked.contains(className) || pools.contains(className) || serverPools.contains(className);
    }

    private byte[] prepared(String className, byte[] bytes) {
        ClassCache.Found found = cache.find(className, bytes);
        if (found == null) {
            return null;
        }
        for (String point : found.missing()) {
            failures.missing(point);
        }
        effects.rewritten(className);
        return found.bytes();
    }

    private boolean mayBeLeftAlone(byte[] bytes) {
        return ordinary.get() == null && !ClassFiles.mayCallWaitOrSleep(bytes);
    }

    private Dispatcher ordinary() {
        Dispatcher made = ordinary.get();
        if (made == null) {
            Dispatcher mine = new Dispatcher(HookPoints.ofThisJvm(extras), own, failures, null, effects);
            mine.warmUp();
            made = ordinary.compareAndSet(null, mine) ? mine : ordinary.get();
            if (stopped) {
                made.stop();
            }
        }
        return made;
    }
}
