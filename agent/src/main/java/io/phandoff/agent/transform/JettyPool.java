// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import io.phandoff.agent.transform.PoolClass.Method;
import io.phandoff.agent.transform.PoolRewrite.Place;
import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Jetty's {@code QueuedThreadPool}, as of Jetty 12.1: the pool, the loop of its workers, and the jobs that wait in reserve.
 *
 * <p>Of the two reads of {@code _maxThreads} in {@code execute} the second decides whether a job is rejected: it goes on
 * seeing what the program set, and it counts running and queued jobs together.
 */
final class JettyPool {
    static final String POOL = "org/eclipse/jetty/util/thread/QueuedThreadPool";
    private static final String RUNNER = POOL.concat("$Runner");
    private static final String RESERVED_OWNER = "org/eclipse/jetty/util/thread/ReservedThreadExecutor";
    private static final String RESERVED = RESERVED_OWNER.concat("$ReservedThread");
    private static final String RUNNABLE = "Ljava/lang/Runnable;";

    private JettyPool() {}

    static List<PoolClass> classes() {
        return List.of(pool(), runner(), reserved());
    }

    /**
     * The same for classes that are loaded already. Workers that are in {@code Runner.run} go on in the old code of it, but enter
     * {@code idleJobPoll}, {@code doRunJob}, {@code evict} and {@code removeThread} anew.
     */
    static List<PoolClass> loaded() {
        return List.of(
                pool().loaded(
                                new Method("evict", "()Z", PoolRewrite.at(Place.RETURN_VALUE, "lateLeaves")),
                                new Method(
                                        "removeThread",
                                        "(Ljava/lang/Thread;)V",
                                        PoolRewrite.at(Place.ENTRY, "workerEnd"))),
                runner().loaded(new Method(
                        "doRunJob",
                        "(".concat(RUNNABLE).concat(")V"),
                        PoolRewrite.at(Place.ENTRY, "taskBegin"),
                        PoolRewrite.at(Place.RETURN, "taskEnd"))),
                PoolClass.part(
                        RESERVED,
                        RESERVED_OWNER,
                        "this$0",
                        List.of("this$0L".concat(RESERVED_OWNER).concat(";")),
                        new Method(
                                "waitForTask",
                                "()".concat(RUNNABLE),
                                PoolRewrite.at(Place.ENTRY_OF_ITS, "getExecutor", "enterReserve", 1),
                                PoolRewrite.at(Place.RETURN_BARE, "exitReserve"))));
    }

    private static PoolClass pool() {
        return new PoolClass(
                POOL,
                POOL,
                null,
                List.of(
                        new Method(
                                "execute",
                                "(Ljava/lang/Runnable;)V",
                                PoolRewrite.at(Place.FIELD, "_maxThreads", "maximumSizeForStart", 2)
                                        .only(0),
                                PoolRewrite.at(Place.RETURN, "submitted")),
                        new Method(
                                "ensureThreads",
                                "()V",
                                PoolRewrite.at(Place.FIELD, "_maxThreads", "maximumSizeForStart", 1),
                                PoolRewrite.at(Place.BEFORE_CALL, "startThread", "starting", 1)),
                        new Method("getThreads", "()I", PoolRewrite.at(Place.RETURN_VALUE, "withoutSpares")),
                        new Method("getIdleThreads", "()I", PoolRewrite.at(Place.RETURN_VALUE, "withoutSpares"))),
                List.of("getQueueSize()I", "ensureThreads()V"),
                new Queued(),
                null,
                "ensureThreads()V");
    }

    /** Jobs beyond the idle threads: getQueueSize. */
    private static final class Queued implements PoolClass.Body {
        @Override
        public void write(MethodVisitor mv) {
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            mv.visitMethodInsn(Opcodes.INVOKESPECIAL, POOL, "getQueueSize", "()I", false);
        }
    }

    private static PoolClass runner() {
        return PoolClass.part(
                RUNNER,
                POOL,
                "this$0",
                List.of("this$0L".concat(POOL).concat(";")),
                new Method(
                        "run",
                        "()V",
                        PoolRewrite.at(Place.ENTRY, "workerBegin"),
                        PoolRewrite.at(Place.FETCH, "poll", null, 1),
                        PoolRewrite.at(Place.RESULT, "evict", "leaves", 1),
                        PoolRewrite.at(Place.BEFORE_CALL, "removeThread", "workerEnd", 2)),
                new Method(
                        "idleJobPoll",
                        "(J)".concat(RUNNABLE),
                        PoolRewrite.at(Place.ARGUMENT, "idleTimeout"),
                        PoolRewrite.at(Place.ENTRY, "fetchBegin"),
                        PoolRewrite.at(Place.RETURN_SEEN, "fetched")));
    }

    private static PoolClass reserved() {
        return PoolClass.part(
                RESERVED,
                POOL,
                null,
                List.of(),
                new Method(
                        "waitForTask",
                        "()".concat(RUNNABLE),
                        PoolRewrite.at(Place.ENTRY_BARE, "enterReserve"),
                        PoolRewrite.at(Place.RETURN_BARE, "exitReserve")));
    }
}
