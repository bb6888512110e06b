// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.hook;

import io.phandoff.runtime.CallKind;
import java.util.List;

/**
 * The smaller groups of {@link Extra}.
 *
 * <p>SCTP and third-party channels begin and end also in non-blocking mode, so all of them are soft. A smart card's wait is
 * hard: it ends when somebody comes with a card.
 */
final class RarePoints {
    private static final String TO_FD = "(Ljava/io/FileDescriptor;)V";
    private static final int LAST_LEGACY = 17;
    private static final String SCTP_MODULE = "jdk.sctp";
    private static final String SCTP_CHANNEL = "sun/nio/ch/sctp/SctpChannelImpl";
    private static final String SCTP_MULTI = "sun/nio/ch/sctp/SctpMultiChannelImpl";
    private static final String SCTP_RECEIVE =
            "(Ljava/nio/ByteBuffer;Ljava/lang/Object;Lcom/sun/nio/sctp/NotificationHandler;)Lcom/sun/nio/sctp/MessageInfo;";
    private static final String SCTP_SEND = "(Ljava/nio/ByteBuffer;Lcom/sun/nio/sctp/MessageInfo;)I";
    private static final String SPI_CHANNEL = "java/nio/channels/spi/AbstractInterruptibleChannel";
    private static final String SPI_SELECTOR = "java/nio/channels/spi/AbstractSelector";
    private static final String LEGACY_SOCKET = "java/net/AbstractPlainSocketImpl";
    private static final String LEGACY_DATAGRAM = "java/net/AbstractPlainDatagramSocketImpl";
    private static final String PACKET = "(Ljava/net/DatagramPacket;)V";
    private static final String CARD_MODULE = "java.smartcardio";
    private static final String TERMINAL = "sun/security/smartcardio/TerminalImpl";

    static final List<HookPoint> CLOSE = List.of(
            close("java/io/FileDescriptor", "close", "()V"),
            close("java/io/FileCleanable", "performCleanup", "()V"),
            close("sun/nio/ch/SocketDispatcher", "close", TO_FD).until(20).on(Os.UNIX),
            close("sun/nio/ch/DatagramDispatcher", "close", TO_FD).until(20).on(Os.UNIX),
            close("sun/nio/ch/FileDispatcherImpl", "close", TO_FD).until(20).on(Os.UNIX),
            close("sun/nio/ch/UnixDispatcher", "close", TO_FD).since(21).on(Os.UNIX),
            close("sun/nio/ch/UnixFileDispatcherImpl", "close", TO_FD).since(21).on(Os.UNIX),
            close("sun/nio/fs/UnixNativeDispatcher", "close", "(I)V").on(Os.UNIX));

    static final List<HookPoint> LEGACY_SOCKETS = List.of(
            legacy(LEGACY_SOCKET, "accept", "(Ljava/net/SocketImpl;)V", true, CallKind.ACCEPT),
            legacy(LEGACY_SOCKET, "doConnect", "(Ljava/net/InetAddress;II)V", true, CallKind.CONNECT),
            legacy(
                    "java/net/SocketInputStream",
                    "socketRead",
                    "(Ljava/io/FileDescriptor;[BIII)I",
                    false,
                    CallKind.SOCKET_READ),
            legacy("java/net/SocketOutputStream", "socketWrite", "([BII)V", false, CallKind.SOCKET_WRITE),
            legacy(LEGACY_DATAGRAM, "receive", PACKET, false, CallKind.DATAGRAM),
            legacy(LEGACY_DATAGRAM, "send", PACKET, false, CallKind.DATAGRAM));

    static final List<HookPoint> CHANNEL_SPI = List.of(
            spi(SPI_CHANNEL, "begin", "()V", Shape.BEGIN_AT_ENTRY, CallKind.OTHER),
            spi(SPI_CHANNEL, "end", "(Z)V", Shape.END, CallKind.OTHER),
            spi(SPI_SELECTOR, "begin", "()V", Shape.BEGIN_AT_ENTRY, CallKind.SELECT),
            spi(SPI_SELECTOR, "end", "()V", Shape.END, CallKind.SELECT));

    static final List<HookPoint> SCTP = List.of(
            sctp(SCTP_CHANNEL, "connect", "(Ljava/net/SocketAddress;)Z", CallKind.CONNECT),
            sctp(SCTP_CHANNEL, "finishConnect", "()Z", CallKind.CONNECT),
            sctp(SCTP_CHANNEL, "receive", SCTP_RECEIVE, CallKind.DATAGRAM),
            sctp(SCTP_CHANNEL, "send", SCTP_SEND, CallKind.DATAGRAM),
            sctp(SCTP_MULTI, "receive", SCTP_RECEIVE, CallKind.DATAGRAM),
            sctp(SCTP_MULTI, "send", SCTP_SEND, CallKind.DATAGRAM),
            sctp(
                    "sun/nio/ch/sctp/SctpServerChannelImpl",
                    "accept",
                    "()Lcom/sun/nio/sctp/SctpChannel;",
                    CallKind.ACCEPT));

    static final List<HookPoint> SMARTCARD = List.of(
            card(TERMINAL, "waitForCard", "(ZJ)Z", true),
            card("sun/security/smartcardio/PCSCTerminals", "waitForChange", "(J)Z", true),
            card(TERMINAL, "connect", "(Ljava/lang/String;)Ljavax/smartcardio/Card;", false),
            card("sun/security/smartcardio/ChannelImpl", "doTransmit", "([B)[B", false),
            card("sun/security/smartcardio/CardImpl", "beginExclusive", "()V", false),
            card("sun/security/smartcardio/CardImpl", "transmitControlCommand", "(I[B)[B", false));

    private RarePoints() {}

    private static HookPoint close(String owner, String method, String descriptor) {
        return HookPoint.soft(owner, method, descriptor, Shape.AROUND, CallKind.CLOSE)
                .onlyWith(Extra.CLOSE);
    }

    private static HookPoint legacy(String owner, String method, String descriptor, boolean hard, int kind) {
        HookPoint point = hard
                ? HookPoint.hard(owner, method, descriptor, Shape.AROUND, kind)
                : HookPoint.soft(owner, method, descriptor, Shape.AROUND, kind);
        return point.until(LAST_LEGACY).onlyWith(Extra.LEGACY_SOCKETS);
    }

    private static HookPoint spi(String owner, String method, String descriptor, Shape shape, int kind) {
        return HookPoint.soft(owner, method, descriptor, shape, kind).onlyWith(Extra.CHANNEL_SPI);
    }

    private static HookPoint sctp(String owner, String method, String descriptor, int kind) {
        return HookPoint.soft(owner, method, descriptor, Shape.AROUND, kind)
                .in(SCTP_MODULE)
                .on(Os.UNIX)
                .onlyWith(Extra.SCTP);
    }

    private static HookPoint card(String owner, String method, String descriptor, boolean hard) {
        HookPoint point = hard
                ? HookPoint.hard(owner, method, descriptor, Shape.AROUND, CallKind.OTHER)
                : HookPoint.soft(owner, method, descriptor, Shape.AROUND, CallKind.OTHER);
        return point.in(CARD_MODULE).onlyWith(Extra.SMARTCARD);
    }
}
