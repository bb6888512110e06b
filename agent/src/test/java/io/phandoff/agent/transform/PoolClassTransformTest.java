// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import org.junit.jupiter.api.Test;

class PoolClassTransformTest {
    private final TransformFailures failures = new TransformFailures();

    @Test
    void transform_jettyPool_isComplete() {
        assertThat(calls(JettyPool.classes(), 0))
                .isEqualTo(Map.of(
                        "execute -> maximumSizeForStart", 1,
                        "execute -> submitted", 2,
                        "ensureThreads -> maximumSizeForStart", 1,
                        "ensureThreads -> starting", 1,
                        "getThreads -> withoutSpares", 1,
                        "getIdleThreads -> withoutSpares", 1,
                        "phandoffAddWorker -> hasStarted", 1));
        assertThat(calls(JettyPool.classes(), 1))
                .isEqualTo(Map.of(
                        "run -> workerBegin", 1,
                        "run -> fetchBegin", 1,
                        "run -> poll", 1,
                        "run -> fetched", 1,
                        "run -> leaves", 1,
                        "run -> workerEnd", 2,
                        "idleJobPoll -> idleTimeout", 1,
                        "idleJobPoll -> fetchBegin", 1,
                        "idleJobPoll -> fetched", 2));
        assertThat(calls(JettyPool.classes(), 2))
                .containsEntry("waitForTask -> enterReserve", 1)
                .containsKey("waitForTask -> exitReserve")
                .hasSize(2);
        assertThat(failures.count()).isZero();
    }

    @Test
    void transform_jbossPool_isComplete() {
        assertThat(calls(JBossPool.classes(), 0))
                .isEqualTo(Map.ofEntries(
                        Map.entry("runThreadBody -> fetchBegin", 3),
                        Map.entry("runThreadBody -> fetched", 2),
                        Map.entry("runThreadBody -> idleTimeout", 1),
                        Map.entry("runThreadBody -> maximumSizeForFetch", 1),
                        Map.entry("runThreadBody -> leaving", 2),
                        Map.entry("tryAllocateThread -> maximumSizeForStart", 1),
                        Map.entry("tryAllocateThread -> coreSizeForStart", 1),
                        Map.entry("tryExecute -> submitted", 8),
                        Map.entry("getPoolSize -> withoutSpares", 1),
                        Map.entry("getActiveCount -> busyWithoutSpares", 1)));
        assertThat(calls(JBossPool.classes(), 1)).isEqualTo(Map.of("run -> workerBegin", 1, "run -> workerEnd", 1));
        assertThat(failures.count()).isZero();
    }

    @Test
    void transform_poolItself_implementsHookedPool() {
        for (PoolClass type :
                List.of(JettyPool.classes().get(0), JBossPool.classes().get(0))) {
            assertThat(new ClassReader(transform(type, type.name())).getInterfaces())
                    .contains(PoolClassTransform.HOOKED);
        }
    }

    @Test
    void transform_loadedJetty_isSeenByOldWorkersToo() {
        assertThat(calls(JettyPool.loaded(), 0))
                .containsEntry("removeThread -> workerEnd", 1)
                .containsEntry("evict -> lateLeaves", 3)
                .containsEntry("ensureThreads -> starting", 1);
        assertThat(calls(JettyPool.loaded(), 1))
                .containsEntry("doRunJob -> taskBegin", 1)
                .containsEntry("doRunJob -> taskEnd", 1)
                .containsEntry("run -> workerBegin", 1);
        assertThat(calls(JettyPool.loaded(), 2))
                .containsEntry("waitForTask -> enterReserve", 1)
                .containsKey("waitForTask -> exitReserve");
        assertThat(failures.count()).isZero();
    }

    @Test
    void transform_loadedJBoss_isSeenByOldWorkersToo() {
        assertThat(calls(JBossPool.loaded(), 0))
                .containsEntry("tryDeallocateThread -> lateLeaving", 1)
                .containsEntry("tryDeallocateThread -> lateLeft", 2)
                .containsEntry("tryExecute -> submitted", 8);
        assertThat(calls(JBossPool.loaded(), 2)).isEqualTo(Map.of("run -> taskBegin", 1, "run -> taskEnd", 1));
        assertThat(failures.count()).isZero();
    }

    /** Else the JVM would refuse it. */
    @Test
    void transform_loadedClass_keepsItsShape() {
        for (PoolClass type : Stream.concat(JettyPool.loaded().stream(), JBossPool.loaded().stream())
                .toList()) {
            byte[] original = TransformedLoader.bytesOf(type.name().replace('/', '.'));
            assertThat(shape(transform(type, type.name()))).as(type.name()).isEqualTo(shape(original));
        }
    }

    private static List<String> shape(byte[] bytes) {
        List<String> shape = new ArrayList<>(List.of(new ClassReader(bytes).getInterfaces()));
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(HookCalls.ASM_API) {
                            @Override
                            public FieldVisitor visitField(
                                    int access, String name, String descriptor, String signature, Object value) {
                                shape.add(access + name + descriptor);
                                return null;
                            }

                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                shape.add(access + name + descriptor);
                                return null;
                            }
                        },
                        0);
        return shape;
    }

    @Test
    void transform_methodOfAnotherShape_staysAsItIsAndIsTold() {
        PoolClass known = JettyPool.classes().get(0);
        PoolClass.Method twice = new PoolClass.Method(
                "ensureThreads",
                "()V",
                PoolRewrite.at(PoolRewrite.Place.FIELD, "_maxThreads", "maximumSizeForStart", 2));
        PoolClass.Method gone =
                new PoolClass.Method("shrink", "()V", PoolRewrite.at(PoolRewrite.Place.ENTRY, "fetchBegin"));
        PoolClass type = new PoolClass(
                known.name(),
                known.pool(),
                null,
                List.of(twice, gone),
                List.of("_maxThreadsI", "_maxThreadsJ"),
                known.queued(),
                known.queueLimit(),
                known.adder());

        assertThat(transform(type, known.name())).isNull();
        assertThat(failures.first().className()).isEqualTo(JettyPool.POOL);
        assertThat(failures.first().cause())
                .hasMessage("unknown version of the class: missing=[_maxThreadsJ, ensureThreads:_maxThreads, shrink]");
    }

    private Map<String, Integer> calls(List<PoolClass> classes, int number) {
        PoolClass type = classes.get(number);
        return Calls.ofHooks(transform(type, type.name()));
    }

    private byte[] transform(PoolClass type, String name) {
        return new PoolClassTransform(type, failures).transform(TransformedLoader.bytesOf(name.replace('/', '.')));
    }
}
