// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import static io.phandoff.agent.hook.HookPoint.hard;

import io.phandoff.runtime.CallKind;
import java.util.List;

/**
 * The calls of the natives {@code Object.wait(long)} and {@code Thread.sleep(long)} inside the JDK, up to 18, that a pool's
 * worker can get to. Loaded on such JDKs only.
 *
 * <p>Left out, because only threads of the JDK's own run them: {@code TimerThread.mainLoop}, {@code ProcessHandleImpl$1}
 * (reaper), {@code KeepAliveCache}, {@code SeedGenerator$BogusThread}, the checkers and daemons of java.management, java.rmi,
 * java.naming, java.net.http and jdk.crypto.cryptoki, the recorder of jdk.jfr. Left out as tools: jdk.attach, jdk.jcmd,
 * jdk.internal.jvmstat and their like. Left to sysmon: java.desktop.
 */
final class CallSitePoints {
    static final List<HookPoint> POINTS = List.of(
            of("java/lang/Thread", "join", "(J)V", CallKind.WAIT),
            of("java/io/PipedInputStream", "awaitSpace", "()V", CallKind.WAIT),
            of("java/io/PipedInputStream", "read", "()I", CallKind.WAIT),
            of("java/io/PipedReader", "receive", "(I)V", CallKind.WAIT),
            of("java/io/PipedReader", "read", "()I", CallKind.WAIT),
            of("java/lang/ref/ReferenceQueue", "remove", "(J)Ljava/lang/ref/Reference;", CallKind.WAIT),
            of("sun/nio/ch/NativeThreadSet", "signalAndWait", "()V", CallKind.WAIT),
            of("java/lang/Process", "waitFor", "(JLjava/util/concurrent/TimeUnit;)Z", CallKind.SLEEP),
            of("java/nio/Bits", "reserveMemory", "(JJ)V", CallKind.SLEEP),
            of(
                    ChannelPoints.FILE_CHANNEL,
                    "mapInternal",
                    "(Ljava/nio/channels/FileChannel$MapMode;JJIZ)Lsun/nio/ch/FileChannelImpl$Unmapper;",
                    CallKind.SLEEP),
            // on a thread of RMI's connection pool, for up to a minute
            of(
                            "com/sun/jmx/remote/internal/ArrayNotificationBuffer",
                            "fetchNotifications",
                            "(Lcom/sun/jmx/remote/internal/NotificationBufferFilter;JJI)Ljavax/management/remote/NotificationResult;",
                            CallKind.WAIT)
                    .in("java.management"),
            of("java/rmi/server/UID", "<init>", "()V", CallKind.SLEEP).in("java.rmi"),
            of(
                            "sun/rmi/transport/tcp/TCPEndpoint$FQDN",
                            "attemptFQDN",
                            "(Ljava/net/InetAddress;)Ljava/lang/String;",
                            CallKind.WAIT)
                    .in("java.rmi"),
            of("java/util/prefs/FileSystemPreferences", "lockFile", "(Z)Z", CallKind.SLEEP)
                    .in("java.prefs")
                    .on(Os.UNIX),
            of("sun/net/httpserver/ServerImpl", "delay", "()V", CallKind.SLEEP).in("jdk.httpserver"),
            of(
                            "jdk/jfr/internal/consumer/AbstractEventStream",
                            "awaitTermination",
                            "(Ljava/time/Duration;)V",
                            CallKind.WAIT)
                    .in("jdk.jfr"),
            // EventStream.start reads on the thread that calls it
            of("jdk/jfr/internal/consumer/RepositoryFiles", "nap", "()V", CallKind.WAIT)
                    .in("jdk.jfr"),
            of("jdk/jfr/internal/consumer/OngoingStream", "takeNap", "()V", CallKind.SLEEP)
                    .in("jdk.jfr"));

    private CallSitePoints() {}

    private static HookPoint of(String owner, String method, String descriptor, int kind) {
        return hard(owner, method, descriptor, Shape.CALL_SITES, kind).until(ParkPoints.LAST_WITH_NATIVES);
    }
}
