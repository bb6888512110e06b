// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoadedPoolsTest {
    private final TransformFailures failures = new TransformFailures();
    private final LoadedPools pools = new LoadedPools(failures, LoadedPoolsTest.class.getClassLoader());
    private final Map<Class<?>, byte[]> rewritten = new HashMap<>();
    private String spoilt;

    @AfterEach
    void forget() {
        pools.forget();
    }

    /** Stands for the JVM's: asks the transformer, and remembers the last answer. */
    private final Instrumentation instrumentation = (Instrumentation) Proxy.newProxyInstance(
            LoadedPoolsTest.class.getClassLoader(), new Class<?>[] {Instrumentation.class}, (proxy, method, args) -> {
                assertThat(method.getName()).isEqualTo("retransformClasses");
                for (Class<?> type : (Class<?>[]) args[0]) {
                    String name = type.getName();
                    byte[] bytes = TransformedLoader.bytesOf(name.equals(spoilt) ? "java.lang.Object" : name);
                    assertThat(pools.concerns(type)).isTrue();
                    rewritten.put(type, pools.transform(name.replace('.', '/'), type, bytes));
                }
                return null;
            });

    static List<List<PoolClass>> all() {
        return List.of(JettyPool.loaded(), JBossPool.loaded());
    }

    private List<Class<?>> types(List<PoolClass> classes) throws ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        for (PoolClass type : classes) {
            types.add(Class.forName(type.name().replace('/', '.'), false, LoadedPoolsTest.class.getClassLoader()));
        }
        return types;
    }

    @ParameterizedTest
    @MethodSource("all")
    void rewrite_poolOfKnownShape_isRewrittenWhole(List<PoolClass> classes) throws ClassNotFoundException {
        List<Class<?>> types = types(classes);

        pools.rewrite(instrumentation, types);

        assertThat(failures.first()).isNull();
        assertThat(rewritten.keySet()).containsExactlyInAnyOrderElementsOf(types);
        assertThat(rewritten.values()).doesNotContainNull();
        assertThat(types).allMatch(pools::concerns);
    }

    @ParameterizedTest
    @MethodSource("all")
    void rewrite_onePartOfAnotherShape_allStayAsTheyAreAndItIsTold(List<PoolClass> classes)
            throws ClassNotFoundException {
        List<Class<?>> types = types(classes);
        spoilt = types.get(1).getName();

        pools.rewrite(instrumentation, types);

        assertThat(rewritten).hasSize(3);
        assertThat(rewritten.values()).containsOnlyNulls();
        assertThat(types).noneMatch(pools::concerns);
        assertThat(failures.count()).isEqualTo(1);
        assertThat(failures.first().className()).isEqualTo(spoilt.replace('.', '/'));
    }

    @Test
    void rewrite_partsWithoutTheirPool_areLeftAlone() throws ClassNotFoundException {
        pools.rewrite(instrumentation, types(JettyPool.loaded()).subList(1, 3));
        assertThat(rewritten).isEmpty();
    }
}
