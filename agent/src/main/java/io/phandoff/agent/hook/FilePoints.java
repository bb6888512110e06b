// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import io.phandoff.runtime.CallKind;
import java.util.List;

/**
 * java.io files, the name service and the start of processes: usually short, so all of them are soft.
 *
 * <p>{@code RandomAccessFile} reaches its natives directly in each public method up to JDK 18 and through
 * {@code readBytes} and {@code writeBytes} after.
 */
final class FilePoints {
    private static final String INPUT = "java/io/FileInputStream";
    private static final String OUTPUT = "java/io/FileOutputStream";
    private static final String RANDOM = "java/io/RandomAccessFile";
    private static final String PLATFORM_17 = "java/net/InetAddress$PlatformNameService";
    private static final String PLATFORM_18 = "java/net/InetAddress$PlatformResolver";
    private static final String REACHABLE = "(Ljava/net/InetAddress;ILjava/net/NetworkInterface;I)Z";
    private static final int FIRST_WITH_WRAPPERS = 19;

    static final List<HookPoint> POINTS = List.of(
            around(INPUT, "open", "(Ljava/lang/String;)V", CallKind.FILE_OPEN),
            around(INPUT, "read", "()I", CallKind.FILE_READ),
            around(INPUT, "read", "([B)I", CallKind.FILE_READ),
            around(INPUT, "read", "([BII)I", CallKind.FILE_READ),
            around(OUTPUT, "open", "(Ljava/lang/String;Z)V", CallKind.FILE_OPEN),
            around(OUTPUT, "write", "(I)V", CallKind.FILE_WRITE),
            around(OUTPUT, "write", "([B)V", CallKind.FILE_WRITE),
            around(OUTPUT, "write", "([BII)V", CallKind.FILE_WRITE),
            around(RANDOM, "open", "(Ljava/lang/String;I)V", CallKind.FILE_OPEN),
            around(RANDOM, "read", "()I", CallKind.FILE_READ),
            around(RANDOM, "read", "([B)I", CallKind.FILE_READ).until(FIRST_WITH_WRAPPERS - 1),
            around(RANDOM, "read", "([BII)I", CallKind.FILE_READ).until(FIRST_WITH_WRAPPERS - 1),
            around(RANDOM, "readBytes", "([BII)I", CallKind.FILE_READ).since(FIRST_WITH_WRAPPERS),
            around(RANDOM, "implReadLine", "()Ljava/lang/String;", CallKind.FILE_READ)
                    .since(25),
            around(RANDOM, "write", "(I)V", CallKind.FILE_WRITE),
            around(RANDOM, "write", "([B)V", CallKind.FILE_WRITE).until(FIRST_WITH_WRAPPERS - 1),
            around(RANDOM, "write", "([BII)V", CallKind.FILE_WRITE).until(FIRST_WITH_WRAPPERS - 1),
            around(RANDOM, "writeBytes", "(Ljava/lang/String;)V", CallKind.FILE_WRITE)
                    .until(FIRST_WITH_WRAPPERS - 1),
            around(RANDOM, "writeChars", "(Ljava/lang/String;)V", CallKind.FILE_WRITE)
                    .until(FIRST_WITH_WRAPPERS - 1),
            around(RANDOM, "writeBytes", "([BII)V", CallKind.FILE_WRITE).since(FIRST_WITH_WRAPPERS),
            around(RANDOM, "setLength", "(J)V", CallKind.FILE_WRITE).since(FIRST_WITH_WRAPPERS),
            around("java/io/FileDescriptor", "sync", "()V", CallKind.FILE_WRITE).since(FIRST_WITH_WRAPPERS),
            around(PLATFORM_17, "lookupAllHostAddr", "(Ljava/lang/String;)[Ljava/net/InetAddress;", CallKind.DNS)
                    .until(17),
            around(PLATFORM_17, "getHostByAddr", "([B)Ljava/lang/String;", CallKind.DNS)
                    .until(17),
            around(
                            PLATFORM_18,
                            "lookupByName",
                            "(Ljava/lang/String;Ljava/net/spi/InetAddressResolver$LookupPolicy;)Ljava/util/stream/Stream;",
                            CallKind.DNS)
                    .since(18),
            around(PLATFORM_18, "lookupByAddress", "([B)Ljava/lang/String;", CallKind.DNS)
                    .since(18),
            around("java/net/InetAddress", "getLocalHost", "()Ljava/net/InetAddress;", CallKind.DNS),
            around("java/net/Inet4AddressImpl", "isReachable", REACHABLE, CallKind.OTHER),
            around("java/net/Inet6AddressImpl", "isReachable", REACHABLE, CallKind.OTHER),
            around(
                    "java/lang/ProcessImpl",
                    "start",
                    "([Ljava/lang/String;Ljava/util/Map;Ljava/lang/String;[Ljava/lang/ProcessBuilder$Redirect;Z)Ljava/lang/Process;",
                    CallKind.PROCESS));

    private FilePoints() {}

    private static HookPoint around(String owner, String method, String descriptor, int kind) {
        return HookPoint.soft(owner, method, descriptor, Shape.AROUND, kind);
    }
}
