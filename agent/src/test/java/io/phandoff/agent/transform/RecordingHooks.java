// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.transform;

import java.util.concurrent.BlockingQueue;

/** Stands for the runtime's class Hooks: {@link TransformedLoader} loads it under that name. */
public final class RecordingHooks {
    private RecordingHooks() {}

    public static void enterHard(int kind) {
        HookEvents.add("enterHard " + kind);
    }

    public static void enterSoft(int kind) {
        HookEvents.add("enterSoft " + kind);
    }

    public static void enterHardIf(boolean blocking, int kind) {
        HookEvents.add("enterHardIf " + blocking + " " + kind);
    }

    public static void enterSoftIf(boolean blocking, int kind) {
        HookEvents.add("enterSoftIf " + blocking + " " + kind);
    }

    public static void enterPark(Object blocker) {
        HookEvents.add("enterPark " + blocker);
    }

    public static void exit() {
        HookEvents.add("exit");
    }

    public static void exitIf(boolean blocking) {
        HookEvents.add("exitIf " + blocking);
    }

    public static void enterUngated() {
        HookEvents.add("enterUngated");
    }

    public static void exitUngated() {
        HookEvents.add("exitUngated");
    }

    public static void workerBegin(Object executor, BlockingQueue<?> workQueue, Object firstTask) {
        HookEvents.add("workerBegin queue=" + (workQueue != null) + " first=" + (firstTask != null));
    }

    public static void workerEnd(Object executor) {
        HookEvents.add("workerEnd");
    }

    public static void fetchBegin(Object executor, BlockingQueue<?> workQueue) {
        HookEvents.add("fetchBegin queue=" + (workQueue != null));
    }

    public static void fetchEnd(Object executor, Object task) {
        HookEvents.add("fetchEnd task=" + (task != null));
    }

    public static void submitted(Object executor) {
        HookEvents.add("submitted");
    }

    public static int coreSizeForSubmit(int set, Object executor) {
        return set;
    }

    public static int coreSizeForAdd(int set, Object executor) {
        return set;
    }

    public static int maximumSizeForAdd(int set, Object executor) {
        return set;
    }

    public static int coreSizeForFetch(int set, Object executor) {
        return set;
    }

    public static int maximumSizeForFetch(int set, Object executor) {
        return set;
    }

    public static long keepAliveForFetch(long setNanos, boolean coreTimesOut, int core, Object executor) {
        return setNanos;
    }

    public static int poolSize(int workers, int core, int maximum, Object executor) {
        return workers;
    }

    public static int largestPoolSize(int largest, Object executor) {
        return largest;
    }

    public static int activeCount(int busy, int core, int maximum, Object executor) {
        return busy;
    }
}
