// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.agent.hook.HookCheck;
import io.phandoff.agent.hook.HookPoint;
import io.phandoff.agent.hook.HookTable;
import io.phandoff.agent.hook.Shape;
import io.phandoff.agent.hook.SocketTest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private static final List<HookPoint> POINTS =
            HookTable.forJvm(Runtime.version().feature(), System.getProperty("os.name"));

    private static final ClassLoader OWN = DispatcherTest.class.getClassLoader();
    private static final String LOCK_SUPPORT = "java/util/concurrent/locks/LockSupport";

    private final TransformFailures failures = new TransformFailures();
    private final Dispatcher dispatcher = new Dispatcher(POINTS, OWN, failures);

    @Test
    void transform_everyHookedClassOfThisJvm_hasEveryPoint() {
        Set<String> owners = new LinkedHashSet<>();
        POINTS.forEach(point -> owners.add(point.owner()));
        owners.remove(SocketTest.SOCKET_IMPL); // starts the self-test

        for (String owner : owners) {
            byte[] bytes = new HookTransform(
                            POINTS.stream()
                                    .filter(point -> point.owner().equals(owner))
                                    .toList(),
                            failures)
                    .transform(HookCheck.classFile(owner));

            Map<String, Integer> calls = Calls.ofHooks(bytes);
            for (HookPoint point : POINTS) {
                if (point.owner().equals(owner)
                        && point.shape() != Shape.CALL_SITES
                        && point.shape() != Shape.END_IF_DELEGATED) {
                    assertThat(calls.keySet())
                            .as(point.name())
                            .anyMatch(call -> call.startsWith(point.method() + " -> "));
                }
            }
        }
        assertThat(failures.missing()).isEmpty();
    }

    @Test
    void transform_classThatIsNotHooked_isNull() {
        byte[] bytes = HookCheck.classFile("java/lang/String");

        assertThat(dispatcher.transform(null, null, "java/lang/String", null, null, bytes))
                .isNull();
        assertThat(dispatcher.transform(null, null, null, null, null, bytes)).isNull();
    }

    @Test
    void transform_hookedClass_onlyIfTheBootstrapLoaderHasIt() {
        byte[] bytes = HookCheck.classFile(LOCK_SUPPORT);

        assertThat(dispatcher.transform(null, null, LOCK_SUPPORT, null, null, bytes))
                .isNotNull();
        assertThat(dispatcher.transform(null, ClassLoader.getPlatformClassLoader(), LOCK_SUPPORT, null, null, bytes))
                .isNull();
        assertThat(dispatcher.transform(null, OWN, PoolMethod.POOL, null, null, bytes))
                .isNull();
    }

    @Test
    void transform_notAClassFile_isNullAndRemembered() {
        byte[] nonsense = {1, 2, 3};

        assertThat(dispatcher.transform(
                        null, ClassLoader.getPlatformClassLoader(), PoolMethod.POOL, null, null, nonsense))
                .isNull();

        assertThat(failures.count()).isEqualTo(1);
        assertThat(failures.first().className()).isEqualTo(PoolMethod.POOL);
        assertThat(failures.first().cause()).isInstanceOf(RuntimeException.class);
    }
}
