// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import static io.phandoff.agent.hook.HookPoint.hard;

import io.phandoff.runtime.CallKind;
import java.util.List;

/**
 * Parking, waiting and sleeping: all of java.util.concurrent ends in these.
 *
 * <p>{@code Object.wait(long)} and {@code Thread.sleep(long)} are native up to JDK 18; there the wrappers with a second
 * argument are hooked and the calls of the native ones are rewritten to call the wrappers ({@link CallSitePoints}). From 19
 * on they are Java methods. {@code Thread.sleep} has three bodies up to 21 and one, {@code sleepNanos}, after.
 *
 * <p>{@code Thread.yield} is no point: it does not block, and a thread that spins with it is preempted by its slice.
 */
final class ParkPoints {
    private static final String LOCK_SUPPORT = "java/util/concurrent/locks/LockSupport";
    private static final String OBJECT = "java/lang/Object";
    private static final String THREAD = "java/lang/Thread";
    static final int LAST_WITH_NATIVES = 18;

    static final List<HookPoint> POINTS = List.of(
            park(LOCK_SUPPORT, "park", "()V"),
            park(LOCK_SUPPORT, "park", "(Ljava/lang/Object;)V"),
            park(LOCK_SUPPORT, "parkNanos", "(J)V"),
            park(LOCK_SUPPORT, "parkNanos", "(Ljava/lang/Object;J)V"),
            park(LOCK_SUPPORT, "parkUntil", "(J)V"),
            park(LOCK_SUPPORT, "parkUntil", "(Ljava/lang/Object;J)V"),
            park("sun/misc/Unsafe", "park", "(ZJ)V").in("jdk.unsupported"),
            await("()V").until(LAST_WITH_NATIVES),
            await("(JI)V").until(LAST_WITH_NATIVES),
            await("(J)V").since(LAST_WITH_NATIVES + 1),
            around(THREAD, "sleep", "(JI)V", CallKind.SLEEP).until(21),
            around(THREAD, "sleep", "(J)V", CallKind.SLEEP)
                    .since(LAST_WITH_NATIVES + 1)
                    .until(21),
            around(THREAD, "sleep", "(Ljava/time/Duration;)V", CallKind.SLEEP)
                    .since(LAST_WITH_NATIVES + 1)
                    .until(21),
            around(THREAD, "sleepNanos", "(J)V", CallKind.SLEEP).since(22),
            // parks by Unsafe itself; on earlier ones by LockSupport
            around(
                            "java/util/concurrent/ForkJoinPool",
                            "awaitWork",
                            "(Ljava/util/concurrent/ForkJoinPool$WorkQueue;I)I",
                            CallKind.PARK)
                    .since(25),
            hard(
                            "sun/instrument/InstrumentationImpl",
                            "transform",
                            "(Ljava/lang/Module;Ljava/lang/ClassLoader;Ljava/lang/String;Ljava/lang/Class;Ljava/security/ProtectionDomain;[BZ)[B",
                            Shape.AROUND_UNGATED,
                            CallKind.OTHER)
                    .in("java.instrument"));

    private ParkPoints() {}

    private static HookPoint await(String descriptor) {
        return hard(OBJECT, "wait", descriptor, Shape.AROUND_WAIT, CallKind.WAIT);
    }

    private static HookPoint park(String owner, String method, String descriptor) {
        return hard(owner, method, descriptor, Shape.AROUND_PARK, CallKind.PARK);
    }

    private static HookPoint around(String owner, String method, String descriptor, int kind) {
        return hard(owner, method, descriptor, Shape.AROUND, kind);
    }
}
