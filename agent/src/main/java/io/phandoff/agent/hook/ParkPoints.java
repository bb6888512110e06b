// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import static io.phandoff.agent.hook.HookPoint.hard;

import io.phandoff.runtime.CallKind;
import java.util.List;

/**
 * Parking, waiting and sleeping: all of java.util.concurrent ends in these.
 *
 * <p>{@code Object.wait(long)} and {@code Thread.sleep(long)} are native up to JDK 18; there the wrappers with a second
 * argument are hooked and the calls of the native ones are rewritten to call the wrappers. From 19 on they are Java
 * methods. {@code Thread.sleep} has three bodies up to 21 and one, {@code sleepNanos}, after.
 */
final class ParkPoints {
    private static final String LOCK_SUPPORT = "java/util/concurrent/locks/LockSupport";
    private static final String OBJECT = "java/lang/Object";
    private static final String THREAD = "java/lang/Thread";
    private static final int LAST_WITH_NATIVES = 18;

    static final List<HookPoint> POINTS = List.of(
            park(LOCK_SUPPORT, "park", "()V"),
            park(LOCK_SUPPORT, "park", "(Ljava/lang/Object;)V"),
            park(LOCK_SUPPORT, "parkNanos", "(J)V"),
            park(LOCK_SUPPORT, "parkNanos", "(Ljava/lang/Object;J)V"),
            park(LOCK_SUPPORT, "parkUntil", "(J)V"),
            park(LOCK_SUPPORT, "parkUntil", "(Ljava/lang/Object;J)V"),
            park(HookCheck.UNSAFE, "park", "(ZJ)V"),
            around(OBJECT, "wait", "()V", CallKind.WAIT).until(LAST_WITH_NATIVES),
            around(OBJECT, "wait", "(JI)V", CallKind.WAIT).until(LAST_WITH_NATIVES),
            around(OBJECT, "wait", "(J)V", CallKind.WAIT).since(LAST_WITH_NATIVES + 1),
            around(THREAD, "sleep", "(JI)V", CallKind.SLEEP).until(21),
            around(THREAD, "sleep", "(J)V", CallKind.SLEEP)
                    .since(LAST_WITH_NATIVES + 1)
                    .until(21),
            around(THREAD, "sleep", "(Ljava/time/Duration;)V", CallKind.SLEEP)
                    .since(LAST_WITH_NATIVES + 1)
                    .until(21),
            around(THREAD, "sleepNanos", "(J)V", CallKind.SLEEP).since(22),
            callSites(THREAD, "join", "(J)V", CallKind.WAIT),
            callSites("java/io/PipedInputStream", "awaitSpace", "()V", CallKind.WAIT),
            callSites("java/io/PipedInputStream", "read", "()I", CallKind.WAIT),
            callSites("java/io/PipedReader", "receive", "(I)V", CallKind.WAIT),
            callSites("java/io/PipedReader", "read", "()I", CallKind.WAIT),
            callSites("java/lang/Process", "waitFor", "(JLjava/util/concurrent/TimeUnit;)Z", CallKind.SLEEP),
            callSites("java/nio/Bits", "reserveMemory", "(JJ)V", CallKind.SLEEP),
            callSites(
                    ChannelPoints.FILE_CHANNEL,
                    "mapInternal",
                    "(Ljava/nio/channels/FileChannel$MapMode;JJIZ)Lsun/nio/ch/FileChannelImpl$Unmapper;",
                    CallKind.SLEEP));

    private ParkPoints() {}

    private static HookPoint park(String owner, String method, String descriptor) {
        return hard(owner, method, descriptor, Shape.AROUND_PARK, CallKind.PARK);
    }

    private static HookPoint around(String owner, String method, String descriptor, int kind) {
        return hard(owner, method, descriptor, Shape.AROUND, kind);
    }

    private static HookPoint callSites(String owner, String method, String descriptor, int kind) {
        return hard(owner, method, descriptor, Shape.CALL_SITES, kind).until(LAST_WITH_NATIVES);
    }
}
