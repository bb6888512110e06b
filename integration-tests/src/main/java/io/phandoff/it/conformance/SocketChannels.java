// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import static io.phandoff.it.conformance.Row.row;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Socket channels in blocking mode, their adaptors, and Unix-domain sockets. */
final class SocketChannels {
    private static final int LONG_MILLIS = 60_000;

    private SocketChannels() {}

    static List<Row> rows(Workshop workshop) {
        return List.of(
                row("SocketChannel.read", () -> reading(Pair.tcp())),
                row("SocketChannel.read(ByteBuffer[])", () -> {
                    Pair pair = Pair.tcp();
                    return Call.of(
                                    () -> pair.near.read(new ByteBuffer[] {buffer(1), buffer(1)}),
                                    () -> pair.far.write(buffer(2)))
                            .closing(pair);
                }),
                row("SocketChannel.write", () -> writing(Pair.tcp())),
                row("SocketChannel.connect", SocketChannels::connecting),
                row("SocketChannel.finishConnect", SocketChannels::finishing),
                row("SocketChannel.socket() read", () -> adaptor(0)),
                row("SocketChannel.socket() read with soTimeout", () -> adaptor(LONG_MILLIS)),
                row("ServerSocketChannel.accept", SocketChannels::accepting),
                row("ServerSocketChannel.socket().accept", () -> adaptorAccept(0)),
                row("ServerSocketChannel.socket().accept with soTimeout", () -> adaptorAccept(LONG_MILLIS)),
                row("Unix-domain SocketChannel.read", () -> reading(Pair.unix(workshop))),
                row("Unix-domain SocketChannel.write", () -> writing(Pair.unix(workshop))),
                row("Unix-domain SocketChannel.connect", () -> unixConnecting(workshop)),
                row("Unix-domain ServerSocketChannel.accept", () -> unixAccepting(workshop)));
    }

    static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size);
    }

    /** Both ends of a connection. */
    record Pair(SocketChannel near, SocketChannel far) implements AutoCloseable {
        static Pair tcp() throws IOException {
            try (ServerSocketChannel server = server()) {
                SocketChannel near = SocketChannel.open();
                near.setOption(StandardSocketOptions.SO_SNDBUF, Sockets.SMALL);
                near.connect(server.getLocalAddress());
                return new Pair(near, server.accept());
            }
        }

        static Pair unix(Workshop workshop) throws IOException {
            UnixDomainSocketAddress address = UnixDomainSocketAddress.of(workshop.newPath());
            try (ServerSocketChannel server = unixServer(address, 1)) {
                SocketChannel near = SocketChannel.open(address);
                return new Pair(near, server.accept());
            } finally {
                Files.delete(address.getPath());
            }
        }

        @Override
        public void close() throws IOException {
            near.close();
            far.close();
        }
    }

    static ServerSocketChannel server() throws IOException {
        return ServerSocketChannel.open()
                .setOption(StandardSocketOptions.SO_RCVBUF, Sockets.SMALL)
                .bind(new InetSocketAddress(Sockets.LOOPBACK, 0), 1);
    }

    private static ServerSocketChannel unixServer(SocketAddress address, int backlog) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address, backlog);
    }

    private static Call reading(Pair pair) {
        return Call.of(() -> pair.near.read(buffer(1)), () -> pair.far.write(buffer(1)))
                .closing(pair);
    }

    private static Call writing(Pair pair) {
        ByteBuffer big = buffer(Sockets.BIG);
        return Call.of(
                        () -> {
                            while (big.hasRemaining()) {
                                pair.near.write(big);
                            }
                        },
                        pair.far::close)
                .closing(pair);
    }

    private static Call connecting() throws IOException {
        Sockets.FullServer server = new Sockets.FullServer();
        SocketChannel channel = SocketChannel.open();
        return Call.of(() -> channel.connect(server.address()), channel::close).closing(server);
    }

    private static Call finishing() throws IOException {
        Sockets.FullServer server = new Sockets.FullServer();
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(server.address());
        channel.configureBlocking(true);
        return Call.of(channel::finishConnect, channel::close).closing(server);
    }

    private static Call adaptor(int timeout) throws IOException {
        Pair pair = Pair.tcp();
        pair.near.socket().setSoTimeout(timeout);
        return Call.of(() -> pair.near.socket().getInputStream().read(), () -> pair.far.write(buffer(1)))
                .closing(pair);
    }

    private static Call accepting() throws IOException {
        ServerSocketChannel server = server();
        return Call.of(() -> server.accept().close(), () -> SocketChannel.open(server.getLocalAddress())
                        .close())
                .closing(server);
    }

    private static Call adaptorAccept(int timeout) throws IOException {
        ServerSocketChannel server = server();
        server.socket().setSoTimeout(timeout);
        return Call.of(
                        () -> server.socket().accept().close(),
                        () -> new Socket(Sockets.LOOPBACK, server.socket().getLocalPort()).close())
                .closing(server);
    }

    private static Call unixAccepting(Workshop workshop) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(workshop.newPath());
        ServerSocketChannel server = unixServer(address, 1);
        return Call.of(() -> server.accept().close(), () -> SocketChannel.open(address)
                        .close())
                .closing(server);
    }

    /** Connecting to a Unix-domain socket waits as long as the server's queue is full. */
    private static Call unixConnecting(Workshop workshop) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(workshop.newPath());
        ServerSocketChannel server = unixServer(address, 1);
        List<SocketChannel> queued = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            queued.add(SocketChannel.open(address));
        }
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        return Call.of(() -> channel.connect(address), () -> server.accept().close())
                .closing(channel, server, queued.get(0), queued.get(1));
    }
}
