// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.transform.PoolClass.Method;
import io.phandoff.agent.transform.PoolRewrite.Place;
import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * JBoss Threads' {@code EnhancedQueueExecutor}, as of 3.9, which runs Undertow's workers. Its sizes are bits of one long: the
 * results of the methods that take them out are passed through hooks where it starts threads and lets them leave.
 */
final class JBossPool {
    static final String POOL = "org/jboss/threads/EnhancedQueueExecutor";
    static final String TASK = POOL + "$Task"; // a constant: to name it loads nothing
    private static final String TASK_NODE = POOL.concat("$TaskNode");

    private JBossPool() {}

    static List<PoolClass> classes() {
        return List.of(pool(), body());
    }

    /**
     * The same for classes that are loaded already. Workers that are in {@code runThreadBody} go on in the old code of it, but enter
     * {@code Task.run} and, when they leave, {@code tryDeallocateThread} anew.
     */
    static List<PoolClass> loaded() {
        return List.of(
                pool().loaded(new Method(
                        "tryDeallocateThread",
                        "(J)Z",
                        PoolRewrite.at(Place.ENTRY, "lateLeaving"),
                        PoolRewrite.at(Place.RETURN_VALUE, "lateLeft"))),
                body(),
                PoolClass.part(
                        TASK,
                        POOL,
                        "this$0",
                        List.of("this$0L".concat(POOL).concat(";")),
                        new Method(
                                "run",
                                "()V",
                                PoolRewrite.at(Place.ENTRY, "taskBegin"),
                                PoolRewrite.at(Place.RETURN, "taskEnd"))));
    }

    private static PoolClass pool() {
        return new PoolClass(
                POOL,
                POOL,
                null,
                List.of(
                        new Method(
                                "runThreadBody",
                                "()V",
                                PoolRewrite.at(Place.ENTRY, "fetchBegin"),
                                PoolRewrite.at(Place.RUN, "run", null, 2),
                                PoolRewrite.at(Place.FIELD, "timeoutNanos", "idleTimeout", 1),
                                PoolRewrite.at(Place.RESULT, "maxSizeOf", "maximumSizeForFetch", 1),
                                PoolRewrite.at(Place.BEFORE_CALL, "tryDeallocateThread", "leaving", 1),
                                PoolRewrite.at(Place.BEFORE_CALL, "deallocateThread", "leaving", 1)),
                        new Method(
                                "tryAllocateThread",
                                "(F)I",
                                PoolRewrite.at(Place.RESULT, "maxSizeOf", "maximumSizeForStart", 1),
                                PoolRewrite.at(Place.RESULT, "coreSizeOf", "coreSizeForStart", 1)),
                        new Method(
                                "tryExecute",
                                "(L".concat(POOL).concat("$Task;)I"),
                                PoolRewrite.at(Place.RETURN, "submitted")),
                        new Method("getPoolSize", "()I", PoolRewrite.at(Place.RETURN_VALUE, "withoutSpares")),
                        new Method("getActiveCount", "()I", PoolRewrite.at(Place.RETURN_VALUE, "busyWithoutSpares"))),
                List.of(
                        "getQueueSize()I",
                        "getMaximumQueueSize()I",
                        "prestartCoreThread()Z",
                        "unsharedTaskNodes[L".concat(TASK_NODE).concat(";"),
                        "getHead([L"
                                .concat(TASK_NODE)
                                .concat(";)L")
                                .concat(TASK_NODE)
                                .concat(";"),
                        TASK_NODE.concat(".getNext()L").concat(POOL).concat("$QNode;")),
                new Queued(),
                "getMaximumQueueSize",
                "prestartCoreThread()Z");
    }

    /** An executor without a limit does not count its queue: then 1 if the next node is a task. */
    private static final class Queued implements PoolClass.Body {
        @Override
        public void write(MethodVisitor mv) {
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, POOL, "getQueueSize", "()I", false);
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            mv.visitFieldInsn(
                    Opcodes.GETFIELD,
                    POOL,
                    "unsharedTaskNodes",
                    "[L".concat(TASK_NODE).concat(";"));
            mv.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    POOL,
                    "getHead",
                    "([L".concat(TASK_NODE).concat(";)L").concat(TASK_NODE).concat(";"),
                    false);
            mv.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    TASK_NODE,
                    "getNext",
                    "()L".concat(POOL).concat("$QNode;"),
                    false);
            mv.visitTypeInsn(Opcodes.INSTANCEOF, TASK_NODE);
            mv.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", "max", "(II)I", false);
        }
    }

    private static PoolClass body() {
        return PoolClass.part(
                POOL.concat("$ThreadBody"),
                POOL,
                "this$0",
                List.of(
                        "this$0L".concat(POOL).concat(";"),
                        "initialTaskL".concat(POOL).concat("$Task;")),
                new Method(
                        "run",
                        "()V",
                        PoolRewrite.at(Place.ENTRY_WITH_TASK, "initialTask", "workerBegin", 0),
                        PoolRewrite.at(Place.RETURN, "workerEnd")));
    }
}
