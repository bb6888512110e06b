// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.phandoff.agent.hook.HookCheck;
import io.phandoff.agent.hook.HookPoint;
import io.phandoff.agent.hook.HookTable;
import io.phandoff.agent.hook.Shape;
import io.phandoff.agent.hook.SocketTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private static final List<HookPoint> POINTS =
            HookTable.forJvm(Runtime.version().feature(), System.getProperty("os.name"), Set.of());

    private static final ClassLoader OWN = DispatcherTest.class.getClassLoader();
    private static final String LOCK_SUPPORT = "java/util/concurrent/locks/LockSupport";

    private final TransformFailures failures = new TransformFailures();
    private final Dispatcher dispatcher = new Dispatcher(POINTS, OWN, failures, null, Effects.none());

    @Test
    void transform_everyHookedClassOfThisJvm_hasEveryPoint() {
        Map<String, List<HookPoint>> owners = new LinkedHashMap<>();
        POINTS.forEach(point -> owners.computeIfAbsent(point.owner(), owner -> POINTS.stream()
                .filter(other -> other.owner().equals(owner))
                .toList()));
        owners.remove(SocketTest.SOCKET_IMPL); // starts the self-test

        owners.forEach((owner, points) -> {
            byte[] bytes = new HookTransform(points, failures)
                    .transform(HookCheck.classFile(points.get(0).module(), owner));

            Map<String, Integer> calls = Calls.ofHooks(bytes);
            for (HookPoint point : points) {
                if (point.shape() != Shape.CALL_SITES && point.shape() != Shape.END_IF_DELEGATED) {
                    assertThat(calls.keySet())
                            .as(point.name())
                            .anyMatch(call -> call.startsWith(point.method() + " -> "));
                }
            }
        });
        assertThat(failures.missing()).isEmpty();
    }

    @Test
    void transform_classThatIsNotHooked_isNull() {
        byte[] bytes = HookCheck.classFile("java.base", "java/lang/String");

        assertThat(dispatcher.transform(null, null, "java/lang/String", null, null, bytes))
                .isNull();
        assertThat(dispatcher.transform(null, null, null, null, null, bytes)).isNull();
        // its bytes are not even looked at
        assertThat(dispatcher.transform(null, null, "java/lang/String", null, null, null))
                .isNull();
        assertThat(failures.count()).isZero();
    }

    @Test
    void transform_hookedClass_onlyIfTheBootstrapLoaderHasIt() {
        byte[] bytes = HookCheck.classFile("java.base", LOCK_SUPPORT);

        assertThat(dispatcher.transform(null, null, LOCK_SUPPORT, null, null, bytes))
                .isNotNull();
        assertThat(dispatcher.transform(null, ClassLoader.getPlatformClassLoader(), LOCK_SUPPORT, null, null, bytes))
                .isNull();
        assertThat(dispatcher.transform(
                        String.class.getModule(),
                        ClassLoader.getPlatformClassLoader(),
                        LOCK_SUPPORT,
                        null,
                        null,
                        bytes))
                .as("a module of the platform loader, if a point were in it")
                .isNotNull();
        assertThat(dispatcher.transform(null, OWN, PoolMethod.POOL, null, null, bytes))
                .isNull();
    }

    @Test
    void transform_afterAStop_isNullButForWhatAClassWasGiven() {
        ClassLoader loader = ClassLoader.getPlatformClassLoader();
        byte[] lock = HookCheck.classFile("java.base", LOCK_SUPPORT);
        assertThat(dispatcher.keepsAny()).isFalse();
        dispatcher.stop();

        assertThat(dispatcher.transform(null, null, LOCK_SUPPORT, null, null, lock))
                .isNull();
        assertThat(dispatcher.transform(null, null, LOCK_SUPPORT, LockSupport.class, null, lock))
                .isNull();
        assertThat(dispatcher.transform(null, loader, PoolMethod.POOL, null, null, new byte[] {1}))
                .isNull();
        assertThat(dispatcher.keeps(LockSupport.class)).isFalse();
        assertThat(dispatcher.keepsAny()).isFalse();
        assertThat(failures.count()).as("nothing is even read").isZero();
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
