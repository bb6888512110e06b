// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.util.List;

/**
 * One method of a thread pool class that is rewritten, as data. The hooks are names of methods of
 * {@link io.phandoff.runtime.Hooks}, null where there is nothing to do.
 *
 * @param name the method's name
 * @param descriptor its descriptor
 * @param atEntry what is called at the entry, with the pool and, if it wants them, the pool's queue and the first task
 * @param atReturn what is called before each normal return, with the pool and the value returned, if any
 * @param corePoolSize what each value read from the field corePoolSize is passed through
 * @param maximumPoolSize the same for maximumPoolSize
 * @param keepAliveTime the same for keepAliveTime
 * @param workers whether the number of workers is to be told without spares
 * @param busy the same for the number of busy ones
 * @param largest whether the largest number of workers that there was is to be told as it is without growth
 */
record PoolMethod(
        String name,
        String descriptor,
        String atEntry,
        String atReturn,
        String corePoolSize,
        String maximumPoolSize,
        String keepAliveTime,
        boolean workers,
        boolean busy,
        boolean largest) {

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
                of("execute", "(Ljava/lang/Runnable;)V", null, "submitted", "coreSizeForSubmit", null, null),
                getter("getPoolSize", "()I", true, false),
                getter("getActiveCount", "()I", false, true),
                largestPoolSize(),
                getter("toString", "()Ljava/lang/String;", true, true));
    }

    /** Tomcat's copy of the class has the same methods, but its execute leads to executeInternal. */
    static List<PoolMethod> ofTomcat() {
        return List.of(
                runWorker(TOMCAT_POOL),
                processWorkerExit(TOMCAT_POOL),
                getTask(),
                addWorker(),
                prestartCoreThread(),
                of("execute", "(Ljava/lang/Runnable;)V", null, "submitted", null, null, null),
                of("executeInternal", "(Ljava/lang/Runnable;)V", null, null, "coreSizeForSubmit", null, null),
                getter("getPoolSize", "()I", true, false),
                getter("getPoolSizeNoLock", "()I", true, false), // asked by its queue: wait, or start a thread?
                getter("getActiveCount", "()I", false, true),
                largestPoolSize(),
                getter("toString", "()Ljava/lang/String;", true, true));
    }

    private static PoolMethod of(
            String name,
            String descriptor,
            String atEntry,
            String atReturn,
            String core,
            String max,
            String keepAlive) {
        return new PoolMethod(name, descriptor, atEntry, atReturn, core, max, keepAlive, false, false, false);
    }

    private static PoolMethod getter(String name, String descriptor, boolean workers, boolean busy) {
        return new PoolMethod(name, descriptor, null, null, null, null, null, workers, busy, false);
    }

    private static PoolMethod largestPoolSize() {
        return new PoolMethod("getLargestPoolSize", "()I", null, null, null, null, null, false, false, true);
    }

    /** Whether it only tells the program of the pool. */
    boolean isGetter() {
        return corePoolSize == null && (workers || busy || largest);
    }

    private static PoolMethod runWorker(String pool) {
        return of("runWorker", worker(pool).concat(")V"), "workerBegin", null, null, null, null);
    }

    private static PoolMethod processWorkerExit(String pool) {
        return of("processWorkerExit", worker(pool).concat("Z)V"), "workerEnd", null, null, null, null);
    }

    private static PoolMethod getTask() {
        return of(
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
                "addWorker",
                "(Ljava/lang/Runnable;Z)Z",
                null,
                null,
                "coreSizeForAdd",
                "maximumSizeForAdd",
                null,
                true,
                false,
                false);
    }

    private static PoolMethod prestartCoreThread() {
        return of("prestartCoreThread", "()Z", null, null, "coreSizeForAdd", null, null);
    }

    private static String worker(String pool) {
        return "(L".concat(pool).concat("$Worker;");
    }
}
