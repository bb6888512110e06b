// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import static io.phandoff.agent.hook.HookPoint.hard;
import static io.phandoff.agent.hook.HookPoint.soft;

import io.phandoff.runtime.CallKind;
import java.util.List;

/**
 * Sockets, selectors, pipes and file channels: the pairs that the JDK itself puts around what may block. They know
 * whether the channel is in blocking mode, so that non-blocking I/O costs nothing. Equal on JDK 17 to 26.
 */
final class ChannelPoints {
    static final String FILE_CHANNEL = "sun/nio/ch/FileChannelImpl";
    private static final String SELECTOR = "sun/nio/ch/SelectorImpl";
    private static final String CHANNEL = "sun/nio/ch/SocketChannelImpl";
    private static final String SERVER = "sun/nio/ch/ServerSocketChannelImpl";
    private static final String DATAGRAM = "sun/nio/ch/DatagramChannelImpl";
    private static final String SOURCE = "sun/nio/ch/SourceChannelImpl";
    private static final String SINK = "sun/nio/ch/SinkChannelImpl";
    private static final String SOCKET = "sun/nio/ch/NioSocketImpl";
    private static final String IF = "(Z)V";
    private static final String IF_COMPLETED = "(ZZ)V";
    private static final String TO_FD = "()Ljava/io/FileDescriptor;";
    private static final String TO_ADDRESS = "(ZZ)Ljava/net/SocketAddress;";

    static final List<HookPoint> POINTS = List.of(
            hard(SELECTOR, "begin", IF, Shape.BEGIN_IF, CallKind.SELECT),
            hard(SELECTOR, "end", IF, Shape.END_IF, CallKind.SELECT),
            hard(
                            "sun/nio/ch/EPollPort$EventHandlerTask",
                            "poll",
                            "()Lsun/nio/ch/EPollPort$Event;",
                            Shape.AROUND,
                            CallKind.SELECT)
                    .on(Os.LINUX),
            soft(CHANNEL, "beginRead", IF, Shape.BEGIN_IF, CallKind.SOCKET_READ),
            soft(CHANNEL, "endRead", IF_COMPLETED, Shape.END_IF, CallKind.SOCKET_READ),
            soft(CHANNEL, "beginWrite", IF, Shape.BEGIN_IF, CallKind.SOCKET_WRITE),
            soft(CHANNEL, "endWrite", IF_COMPLETED, Shape.END_IF, CallKind.SOCKET_WRITE),
            hard(CHANNEL, "beginConnect", "(ZLjava/net/SocketAddress;)V", Shape.BEGIN_IF, CallKind.CONNECT),
            hard(CHANNEL, "endConnect", IF_COMPLETED, Shape.END_IF_DELEGATED, CallKind.CONNECT),
            hard(CHANNEL, "beginFinishConnect", IF, Shape.BEGIN_IF, CallKind.CONNECT),
            hard(CHANNEL, "endFinishConnect", IF_COMPLETED, Shape.END_IF_DELEGATED, CallKind.CONNECT),
            hard(SERVER, "begin", IF, Shape.BEGIN_IF, CallKind.ACCEPT),
            hard(SERVER, "end", IF_COMPLETED, Shape.END_IF, CallKind.ACCEPT),
            soft(DATAGRAM, "beginRead", TO_ADDRESS, Shape.BEGIN_IF, CallKind.DATAGRAM),
            soft(DATAGRAM, "endRead", IF_COMPLETED, Shape.END_IF, CallKind.DATAGRAM),
            soft(DATAGRAM, "beginWrite", TO_ADDRESS, Shape.BEGIN_IF, CallKind.DATAGRAM),
            soft(DATAGRAM, "endWrite", IF_COMPLETED, Shape.END_IF, CallKind.DATAGRAM),
            soft(SOURCE, "beginRead", IF, Shape.BEGIN_IF, CallKind.PIPE).on(Os.UNIX),
            soft(SOURCE, "endRead", IF_COMPLETED, Shape.END_IF, CallKind.PIPE).on(Os.UNIX),
            soft(SINK, "beginWrite", IF, Shape.BEGIN_IF, CallKind.PIPE).on(Os.UNIX),
            soft(SINK, "endWrite", IF_COMPLETED, Shape.END_IF, CallKind.PIPE).on(Os.UNIX),
            soft(SOCKET, "beginRead", TO_FD, Shape.BEGIN, CallKind.SOCKET_READ),
            soft(SOCKET, "endRead", IF, Shape.END, CallKind.SOCKET_READ),
            soft(SOCKET, "beginWrite", TO_FD, Shape.BEGIN, CallKind.SOCKET_WRITE),
            soft(SOCKET, "endWrite", IF, Shape.END, CallKind.SOCKET_WRITE),
            hard(
                    SOCKET,
                    "beginConnect",
                    "(Ljava/net/InetAddress;I)Ljava/io/FileDescriptor;",
                    Shape.BEGIN,
                    CallKind.CONNECT),
            hard(SOCKET, "endConnect", "(Ljava/io/FileDescriptor;Z)V", Shape.END, CallKind.CONNECT),
            hard(SOCKET, "beginAccept", TO_FD, Shape.BEGIN, CallKind.ACCEPT),
            hard(SOCKET, "endAccept", IF, Shape.END, CallKind.ACCEPT),
            soft(SOCKET, "sendUrgentData", "(I)V", Shape.AROUND, CallKind.SOCKET_WRITE),
            // one pair for reads, writes, locks and forces alike
            soft(FILE_CHANNEL, "beginBlocking", "()V", Shape.BEGIN_AT_ENTRY, CallKind.OTHER),
            soft(FILE_CHANNEL, "endBlocking", IF, Shape.END, CallKind.OTHER));

    private ChannelPoints() {}
}
