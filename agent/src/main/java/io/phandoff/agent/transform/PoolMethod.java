// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.util.List;

/**
 * One method of a thread pool class that is rewritten, as data. The last five name methods of
 * {@link io.phandoff.runtime.Hooks}, null where there is nothing to do.
 *
 * @param name the method's name
 * @param descriptor its descriptor
 * @param atEntry what is called at the entry, with the pool and, if it wants them, the pool's queue and the first task
 * @param atReturn what is called before each normal return, with the pool and the value returned, if any
 * @param corePoolSize what each value read from the field corePoolSize is passed through
 * @param maximumPoolSize the same for maximumPoolSize
 * @param keepAliveTime the same for keepAliveTime
 */
record PoolMethod(
        String name,
        String descriptor,
        String atEntry,
        String atReturn,
        String corePoolSize,
        String maximumPoolSize,
        String keepAliveTime) {

    static final String POOL = "java/util/concurrent/ThreadPoolExecutor";
    static final String TOMCAT_POOL = "org/apache/tomcat/util/threads/ThreadPoolExecutor";

    /** The methods of {@link #POOL}: gating of its workers and growth. */
    static List<PoolMethod> ofJdk() {
        return List.of(
                runWorker(POOL),
                processWorkerExit(POOL),
                getTask(),
                addWorker(),
                prestartCoreThread(),
                new PoolMethod(
                        "execute", "(Ljava/lang/Runnable;)V", null, "submitted", "coreSizeForSubmit", null, null));
    }

    /** Tomcat's copy of the class has the same methods, but its execute leads to executeInternal. */
    static List<PoolMethod> ofTomcat() {
        return List.of(
                runWorker(TOMCAT_POOL),
                processWorkerExit(TOMCAT_POOL),
                getTask(),
                addWorker(),
                prestartCoreThread(),
                new PoolMethod("execute", "(Ljava/lang/Runnable;)V", null, "submitted", null, null, null),
                new PoolMethod(
                        "executeInternal", "(Ljava/lang/Runnable;)V", null, null, "coreSizeForSubmit", null, null));
    }

    private static PoolMethod runWorker(String pool) {
        return new PoolMethod("runWorker", worker(pool).concat(")V"), "workerBegin", null, null, null, null);
    }

    private static PoolMethod processWorkerExit(String pool) {
        return new PoolMethod("processWorkerExit", worker(pool).concat("Z)V"), "workerEnd", null, null, null, null);
    }

    private static PoolMethod getTask() {
        return new PoolMethod(
                "getTask",
                "()Ljava/lang/Runnable;",
                "fetchBegin",
                "fetchEnd",
                "coreSizeForFetch",
                "maximumSizeForFetch",
                "keepAliveForFetch");
    }

    private static PoolMethod addWorker() {
        return new PoolMethod(
                "addWorker", "(Ljava/lang/Runnable;Z)Z", null, null, "coreSizeForAdd", "maximumSizeForAdd", null);
    }

    private static PoolMethod prestartCoreThread() {
        return new PoolMethod("prestartCoreThread", "()Z", null, null, "coreSizeForAdd", null, null);
    }

    private static String worker(String pool) {
        return "(L".concat(pool).concat("$Worker;");
    }
}
