// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.agent.cache.CacheDirectory;
import io.phandoff.agent.cache.ClassCache;
import io.phandoff.agent.hook.HookCheck;
import io.phandoff.agent.hook.HookPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class PreparedDispatcherTest {
    private static final ClassLoader OWN = PreparedDispatcherTest.class.getClassLoader();
    /** The agent leaves alone what its own loader has. */
    private static final ClassLoader OWN_CHILD = new ClassLoader(OWN) {};

    private static final String LOCK_SUPPORT = "java/util/concurrent/locks/LockSupport";
    private static final List<HookPoint> POINTS = HookPoints.ofThisJvm(Set.of());

    @TempDir
    private Path directory;

    private final TransformFailures failures = new TransformFailures();
    private final Effects effects = Effects.none();
    private PreparedDispatcher prepared;
    private ClassCache cache;

    @BeforeEach
    void prepare() throws IOException {
        Path jar = Files.writeString(directory.resolve("a.jar"), "classes");
        String path = directory.resolve("cache").toString();
        new Preparation(Set.of()).write(new CacheDirectory(path, jar.toFile(), "1", ""), Map.of());
        CacheDirectory opened = new CacheDirectory(path, jar.toFile(), "1", "");
        assertThat(opened.open()).isNull();
        cache = opened.cache();
        prepared = new PreparedDispatcher(cache, Set.of(), OWN, failures, null, effects);
    }

    private byte[] transform(ClassLoader loader, String name, byte[] bytes) {
        return prepared.transform(null, loader, name, null, null, bytes);
    }

    @Test
    void transform_everyHookedClassOfTheBootstrapLoader_isAsWithoutCacheAndNeedsNoDispatcher() {
        Dispatcher ordinary = new Dispatcher(POINTS, OWN, new TransformFailures(), null, Effects.none());
        int compared = 0;
        for (String name : new Preparation(Set.of()).names()) {
            byte[] bytes = HookCheck.classFile("java.base", name);
            if (bytes != null) {
                assertThat(transform(null, name, bytes))
                        .as(name)
                        .isNotNull()
                        .isEqualTo(ordinary.transform(null, null, name, null, null, bytes));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(25);
        assertThat(prepared.isWhole()).isTrue();
        assertThat(effects.told(ForkJoinTransform.POOL)).isTrue();
        assertThat(effects.told(ForkJoinTransform.QUEUE)).isTrue();
        assertThat(failures.count()).isZero();
        assertThat(failures.missing()).isEmpty();
    }

    @Test
    void transform_otherBytesThanPrepared_areRewrittenAsWithoutCache() throws IOException {
        byte[] bytes = HookCheck.classFile("java.base", LOCK_SUPPORT);
        bytes[7]--; // one version older, as another agent may have made it

        byte[] rewritten = transform(null, LOCK_SUPPORT, bytes);

        assertThat(Calls.ofHooks(rewritten)).isNotEmpty();
        assertThat(prepared.isWhole()).isFalse();
    }

    @Test
    void transform_poolOfAnotherLoader_isRewrittenAsWithoutCache() {
        byte[] bytes = HookCheck.classFile("java.base", PoolMethod.POOL);

        assertThat(transform(ClassLoader.getPlatformClassLoader(), PoolMethod.POOL, bytes))
                .isEqualTo(transform(null, PoolMethod.POOL, bytes));
        assertThat(prepared.isWhole()).isFalse();
    }

    @Test
    void transform_classThatIsNotHooked_isNullUnread() {
        assertThat(transform(null, "java/lang/String", null)).isNull();
        assertThat(transform(OWN, LOCK_SUPPORT, null)).isNull();
        assertThat(transform(null, null, null)).isNull();
        assertThat(prepared.isWhole()).isTrue();
        assertThat(failures.count()).isZero();
    }

    @Test
    void transform_afterStop_changesNothingAndKeepsNothing() {
        byte[] bytes = HookCheck.classFile("java.base", LOCK_SUPPORT);

        prepared.stop();

        assertThat(transform(null, LOCK_SUPPORT, bytes)).isNull();
        assertThat(prepared.transform(null, null, LOCK_SUPPORT, LockSupport.class, null, bytes))
                .isNull();
        assertThat(prepared.keeps(LockSupport.class)).isFalse();
        assertThat(prepared.keepsAny()).isFalse();
        assertThat(prepared.isWhole()).isTrue();
    }

    /** The class was given an interface when it was loaded: without it the JVM would refuse the class that another agent asks for. */
    @Test
    void transform_poolOfAServerAfterStop_isKept() throws ClassNotFoundException {
        Class<?> pool = Class.forName(JettyPool.POOL.replace('/', '.'), false, OWN);
        byte[] bytes = TransformedLoader.bytesOf(JettyPool.POOL.replace('/', '.'));
        byte[] grown = transform(OWN_CHILD, JettyPool.POOL, bytes);

        prepared.stop();

        assertThat(grown).isNotNull();
        assertThat(prepared.keeps(pool)).isTrue();
        assertThat(prepared.keepsAny()).isTrue();
        assertThat(prepared.transform(null, OWN_CHILD, JettyPool.POOL, pool, null, bytes))
                .isEqualTo(grown);
    }

    @Test
    void concerns_isAsWithoutCache() {
        Dispatcher ordinary = new Dispatcher(POINTS, OWN, new TransformFailures(), null, Effects.none());
        for (List<String> names : ordinary.names()) {
            for (String name : names) {
                for (ClassLoader loader : new ClassLoader[] {null, ClassLoader.getPlatformClassLoader(), OWN}) {
                    assertThat(prepared.concerns(loader, name)).as(name).isEqualTo(ordinary.concerns(loader, name));
                }
                assertThat(prepared.isServerPool(name)).isEqualTo(ordinary.isServerPool(name));
            }
        }
        assertThat(prepared.concerns(null, "java/lang/String")).isFalse();
    }

    @Test
    void content_ofTheCache_countsAsTheInstaller() {
        assertThat(cache.content().known())
                .isEqualTo(POINTS.size() + PoolMethod.ofJdk().size());
        assertThat(cache.content().missing()).isEmpty();
        assertThat(cache.content().present()).contains("java.base", "java.instrument");
    }
}
