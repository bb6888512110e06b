// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.apps;

import static io.phandoff.it.apps.BlockingKinds.MILLIS;
import static io.phandoff.it.apps.BlockingKinds.call;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Input and output that blocks: sockets, channels, pipes, files; the other side is a plain thread that comes late. */
final class BlockingIo {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    /** More than the socket buffers of both sides take. */
    private static final int BIG = 10_000_000;

    private BlockingIo() {}

    private interface OtherSide {
        void run() throws IOException;
    }

    private static void late(OtherSide otherSide) {
        Thread thread = new Thread(
                () -> {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(MILLIS));
                    try {
                        otherSide.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "other-side");
        thread.setDaemon(true);
        thread.start();
    }

    static void all() throws Exception {
        call("sockets", BlockingIo::sockets);
        call("socket channels", BlockingIo::socketChannels);
        call("selector", BlockingIo::selector);
        call("datagrams", BlockingIo::datagrams);
        call("pipe", BlockingIo::pipe);
        call("fifo", BlockingIo::fifo);
        call("file", BlockingIo::file);
        call("dns", () -> InetAddress.getAllByName("localhost"));
    }

    private static void sockets() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, LOOPBACK);
                Socket client = new Socket()) {
            client.connect(server.getLocalSocketAddress());
            try (Socket accepted = server.accept()) {
                late(() -> accepted.getOutputStream().write(1));
                client.getInputStream().read();
                late(() -> {
                    accepted.getInputStream().skipNBytes(BIG);
                    accepted.getOutputStream().write(1);
                });
                client.getOutputStream().write(new byte[BIG]);
                client.getInputStream().read();
            }
            server.setSoTimeout((int) MILLIS);
            try {
                server.accept().close();
            } catch (SocketTimeoutException e) {
                System.out.println("accept timed out");
            }
        }
    }

    private static void socketChannels() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0))) {
            late(() -> SocketChannel.open(server.getLocalAddress()).write(ByteBuffer.allocate(1)));
            try (SocketChannel accepted = server.accept()) {
                accepted.read(ByteBuffer.allocate(1));
            }
        }
    }

    private static void selector() throws IOException {
        try (Selector selector = Selector.open()) {
            selector.select(MILLIS);
        }
    }

    private static void datagrams() throws IOException {
        try (DatagramSocket receiver = new DatagramSocket(0, LOOPBACK);
                DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0))) {
            late(() -> send(receiver.getLocalPort()));
            receiver.receive(new DatagramPacket(new byte[1], 1));
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            late(() -> send(port));
            channel.receive(ByteBuffer.allocate(1));
        }
    }

    private static void send(int port) throws IOException {
        try (DatagramSocket sender = new DatagramSocket()) {
            sender.send(new DatagramPacket(new byte[1], 1, LOOPBACK, port));
        }
    }

    private static void pipe() throws IOException {
        Pipe pipe = Pipe.open();
        late(() -> pipe.sink().write(ByteBuffer.allocate(1)));
        pipe.source().read(ByteBuffer.allocate(1));
        late(() -> pipe.source().read(ByteBuffer.allocate(1_000_000)));
        pipe.sink().write(ByteBuffer.allocate(70_000));
        pipe.sink().close();
        pipe.source().close();
    }

    private static void fifo() throws Exception {
        Path directory = Files.createTempDirectory("kinds");
        Path fifo = directory.resolve("fifo");
        new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();
        late(() -> {
            try (FileOutputStream out = new FileOutputStream(fifo.toFile())) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(MILLIS));
                out.write(1);
            }
        });
        try (FileInputStream in = new FileInputStream(fifo.toFile())) {
            in.read();
        }
        Files.delete(fifo);
        Files.delete(directory);
    }

    private static void file() throws IOException {
        Path path = Files.createTempFile("kinds", ".bin");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(new byte[10]);
            file.seek(0);
            file.read(new byte[10]);
        }
        Files.delete(path);
    }
}
