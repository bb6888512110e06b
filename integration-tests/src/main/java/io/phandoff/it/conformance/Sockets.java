// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import static io.phandoff.it.conformance.Row.row;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** java.net sockets. */
final class Sockets {
    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    /** The buffers of both sides; the kernel may take some more. */
    static final int SMALL = 4096;
    /** More than the buffers of both sides take. */
    static final int BIG = 1_000_000;

    private static final int LONG_MILLIS = 60_000;
    private static final int SHORT_LINGER_SECONDS = 5;

    static final List<Row> ROWS = List.of(
            row("Socket read", () -> reading(0)),
            row("Socket read with soTimeout", () -> reading(LONG_MILLIS)),
            row("Socket write", Sockets::writing),
            row("Socket.connect", () -> connecting(0)),
            row("Socket.connect with a time limit", () -> connecting(LONG_MILLIS)),
            row("Socket.close with SO_LINGER", Sockets::lingering),
            row("ServerSocket.accept", () -> accepting(0)),
            row("ServerSocket.accept with soTimeout", () -> accepting(LONG_MILLIS)),
            row("DatagramSocket.receive", () -> receiving(0)),
            row("DatagramSocket.receive with soTimeout", () -> receiving(LONG_MILLIS)));

    private Sockets() {}

    /** Both ends of a connection. */
    record Pair(Socket near, Socket far) implements AutoCloseable {
        static Pair connected() throws IOException {
            return connected(SMALL);
        }

        static Pair connected(int sendBuffer) throws IOException {
            try (ServerSocket server = new ServerSocket()) {
                server.setReceiveBufferSize(SMALL);
                server.bind(new InetSocketAddress(LOOPBACK, 0), 1);
                Socket near = new Socket();
                near.setSendBufferSize(sendBuffer);
                near.connect(server.getLocalSocketAddress());
                return new Pair(near, server.accept());
            }
        }

        @Override
        public void close() throws IOException {
            near.close();
            far.close();
        }
    }

    private static Call reading(int timeout) throws IOException {
        Pair pair = Pair.connected();
        pair.near.setSoTimeout(timeout);
        return Call.of(
                        () -> pair.near.getInputStream().read(),
                        () -> pair.far.getOutputStream().write(1))
                .closing(pair);
    }

    private static Call writing() throws IOException {
        Pair pair = Pair.connected();
        return Call.of(
                        () -> pair.near.getOutputStream().write(new byte[BIG]),
                        () -> pair.far.getInputStream().readNBytes(BIG))
                .closing(pair);
    }

    private static Call lingering() throws IOException {
        Pair pair = Pair.connected(BIG);
        pair.near.setSoLinger(true, SHORT_LINGER_SECONDS);
        // Not more than the send buffer takes, far more than the receive buffer does.
        pair.near.getOutputStream().write(new byte[200_000]);
        return Call.of(pair.near::close, () -> pair.far.getInputStream().readAllBytes())
                .closing(pair);
    }

    /** A server that takes no more connections: whoever connects waits for an answer to its first packet. */
    static final class FullServer implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        private final List<Socket> queued = new ArrayList<>();

        FullServer() throws IOException {
            for (int i = 0; i < 2; i++) { // one more than its backlog
                queued.add(new Socket(LOOPBACK, server.getLocalPort()));
            }
        }

        InetSocketAddress address() {
            return new InetSocketAddress(LOOPBACK, server.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket socket : queued) {
                socket.close();
            }
        }
    }

    /** Ended by closing the socket: the kernel would not try again for a second. */
    private static Call connecting(int timeout) throws IOException {
        FullServer server = new FullServer();
        Socket socket = new Socket();
        return Call.of(() -> socket.connect(server.address(), timeout), socket::close)
                .closing(server);
    }

    private static Call accepting(int timeout) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        server.setSoTimeout(timeout);
        return Call.of(() -> server.accept().close(), () -> new Socket(LOOPBACK, server.getLocalPort()).close())
                .closing(server);
    }

    private static Call receiving(int timeout) throws IOException {
        DatagramSocket socket = new DatagramSocket(0, LOOPBACK);
        socket.setSoTimeout(timeout);
        return Call.of(() -> socket.receive(new DatagramPacket(new byte[8], 8)), () -> {
                    try (DatagramSocket other = new DatagramSocket()) {
                        other.send(new DatagramPacket(new byte[1], 1, socket.getLocalSocketAddress()));
                    }
                })
                .closing(socket);
    }
}
