// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import io.phandoff.runtime.CallKind;
import java.util.ArrayList;
import java.util.List;

/**
 * java.io files, the name service and the start of processes: usually short, so all of them are soft.
 *
 * <p>{@code RandomAccessFile} reaches its natives directly in each public method up to JDK 18 and through
 * {@code readBytes} and {@code writeBytes} after. Without a Java caller in the JDK up to 18, and so for sysmon:
 * {@code FileDescriptor.sync}, {@code RandomAccessFile.setLength}.
 */
final class FilePoints {
    static final String INPUT = "java/io/FileInputStream";
    private static final String OUTPUT = "java/io/FileOutputStream";
    static final String RANDOM = "java/io/RandomAccessFile";
    private static final String PLATFORM_17 = "java/net/InetAddress$PlatformNameService";
    private static final String PLATFORM_18 = "java/net/InetAddress$PlatformResolver";
    private static final String REACHABLE = "(Ljava/net/InetAddress;ILjava/net/NetworkInterface;I)Z";
    private static final String MAPPED = "java/nio/MappedMemoryUtils";
    private static final String NATIVES = "sun/nio/fs/UnixNativeDispatcher";
    static final int FIRST_WITH_WRAPPERS = 19;
    private static final int FIRST_WITH_UNIX_CLASSES = 21;

    static final List<HookPoint> POINTS = List.of(
            around(INPUT, "open", "(Ljava/lang/String;)V", CallKind.FILE_OPEN),
            around(INPUT, "read", "()I", CallKind.FILE_READ),
            around(INPUT, "read", "([B)I", CallKind.FILE_READ),
            around(INPUT, "read", "([BII)I", CallKind.FILE_READ),
            around(INPUT, "skip", "(J)J", CallKind.FILE_READ),
            around(INPUT, "available", "()I", CallKind.FILE_READ),
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
            around("java/io/FileDescriptor", "sync", "()V", CallKind.FILE_SYNC).since(FIRST_WITH_WRAPPERS),
            around(MAPPED, "force", "(Ljava/io/FileDescriptor;JZJJ)V", CallKind.FILE_SYNC),
            around(MAPPED, "load", "(JZJ)V", CallKind.FILE_READ),
            around(MAPPED, "isLoaded", "(JZJ)Z", CallKind.FILE_READ),
            around(NATIVES, "open", "(Lsun/nio/fs/UnixPath;II)I", CallKind.FILE_OPEN)
                    .on(Os.UNIX),
            around(NATIVES, "openat", "(I[BII)I", CallKind.FILE_OPEN).on(Os.UNIX),
            around(
                            "sun/nio/fs/UnixCopyFile",
                            "copyFile",
                            "(Lsun/nio/fs/UnixPath;Lsun/nio/fs/UnixFileAttributes;Lsun/nio/fs/UnixPath;Lsun/nio/fs/UnixCopyFile$Flags;J)V",
                            CallKind.FILE_COPY)
                    .until(FIRST_WITH_UNIX_CLASSES - 1)
                    .on(Os.UNIX),
            // overrides of UnixFileSystem's, which is loaded at every start and long to rewrite
            around("sun/nio/fs/LinuxFileSystem", "bufferedCopy", "(IIJIJ)V", CallKind.FILE_COPY)
                    .since(FIRST_WITH_UNIX_CLASSES)
                    .on(Os.LINUX),
            around("sun/nio/fs/LinuxFileSystem", "directCopy", "(IIJ)I", CallKind.FILE_COPY)
                    .since(FIRST_WITH_UNIX_CLASSES)
                    .on(Os.LINUX),
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

    /** Below FileChannel these are inside its brackets and do nothing; AsynchronousFileChannel has none. */
    static final List<HookPoint> DISPATCHER_POINTS = dispatcherPoints();

    private FilePoints() {}

    private static List<HookPoint> dispatcherPoints() {
        List<HookPoint> points = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String owner = i == 0 ? "sun/nio/ch/FileDispatcherImpl" : "sun/nio/ch/UnixFileDispatcherImpl";
            int first = i == 0 ? 17 : FIRST_WITH_UNIX_CLASSES;
            int last = i == 0 ? FIRST_WITH_UNIX_CLASSES - 1 : Integer.MAX_VALUE;
            for (HookPoint point : List.of(
                    around(owner, "pread", "(Ljava/io/FileDescriptor;JIJ)I", CallKind.FILE_READ),
                    around(owner, "pwrite", "(Ljava/io/FileDescriptor;JIJ)I", CallKind.FILE_WRITE),
                    around(owner, "truncate", "(Ljava/io/FileDescriptor;J)I", CallKind.FILE_WRITE),
                    around(owner, "force", "(Ljava/io/FileDescriptor;Z)I", CallKind.FILE_SYNC),
                    around(owner, "lock", "(Ljava/io/FileDescriptor;ZJJZ)I", CallKind.OTHER))) {
                points.add(point.since(first).until(last).on(Os.UNIX));
            }
        }
        return points;
    }

    private static HookPoint around(String owner, String method, String descriptor, int kind) {
        return HookPoint.soft(owner, method, descriptor, Shape.AROUND, kind);
    }
}
