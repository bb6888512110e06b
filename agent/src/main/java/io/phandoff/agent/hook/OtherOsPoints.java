// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import static io.phandoff.agent.hook.HookPoint.hard;
import static io.phandoff.agent.hook.HookPoint.soft;

import io.phandoff.runtime.CallKind;
import java.util.List;

/**
 * What Windows and macOS have of their own. <b>Untested</b>: written down from the JDK's sources, never run; a method that is
 * not there is a line at the start, as everywhere. Most of the table is shared code and holds there too.
 *
 * <p>On Windows {@code Iocp$EventHandlerTask.run} blocks in a native that it calls itself, between the handlers that it runs:
 * no bracket fits around it, sysmon has to see it. Pipes there are socket pairs.
 */
final class OtherOsPoints {
    private static final String DISPATCHER = "sun/nio/fs/WindowsNativeDispatcher";

    static final List<HookPoint> POINTS = List.of(
            hard("java/lang/ProcessImpl", "waitFor", "()I", Shape.AROUND, CallKind.WAIT)
                    .on(Os.WINDOWS),
            hard("java/lang/ProcessImpl", "waitFor", "(JLjava/util/concurrent/TimeUnit;)Z", Shape.AROUND, CallKind.WAIT)
                    .on(Os.WINDOWS),
            soft(DISPATCHER, "CreateFile", "(Ljava/lang/String;IIJII)J", Shape.AROUND, CallKind.FILE_OPEN)
                    .on(Os.WINDOWS),
            soft(
                            DISPATCHER,
                            "CopyFileEx",
                            "(Ljava/lang/String;Ljava/lang/String;IJ)V",
                            Shape.AROUND,
                            CallKind.FILE_COPY)
                    .on(Os.WINDOWS),
            soft(
                            "sun/nio/ch/FileDispatcherImpl",
                            "force",
                            "(Ljava/io/FileDescriptor;Z)I",
                            Shape.AROUND,
                            CallKind.FILE_SYNC)
                    .on(Os.WINDOWS),
            hard(
                            "sun/nio/ch/KQueuePort$EventHandlerTask",
                            "poll",
                            "()Lsun/nio/ch/KQueuePort$Event;",
                            Shape.AROUND,
                            CallKind.SELECT)
                    .on(Os.MACOS),
            soft("sun/nio/fs/UnixFileSystem", "bufferedCopy", "(IIJIJ)V", Shape.AROUND, CallKind.FILE_COPY)
                    .since(21)
                    .on(Os.MACOS),
            soft("sun/nio/fs/BsdFileSystem", "directCopy", "(IIJ)I", Shape.AROUND, CallKind.FILE_COPY)
                    .since(21)
                    .on(Os.MACOS));

    private OtherOsPoints() {}
}
