// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** A name server on the loopback that answers "no such name" when it is told to; then at once. */
public final class SlowNameServer implements AutoCloseable {
    /** The name server that a private /etc/resolv.conf names; nobody else's. */
    public static final String ADDRESS = "127.0.0.153";

    private static final int PORT = 53;
    private static final int BINDS = 500;
    private static final long BIND_MILLIS = 20;
    private static final int ANSWER = 0x81;
    private static final int NO_SUCH_NAME = 0x83;

    private final DatagramSocket socket;
    private final CountDownLatch answering = new CountDownLatch(1);

    private SlowNameServer(DatagramSocket socket) {
        this.socket = socket;
    }

    static SlowNameServer start() throws Exception {
        Path configuration = Path.of("/etc/resolv.conf");
        if (!Files.isReadable(configuration) || !Files.readString(configuration).contains(ADDRESS)) {
            throw new Conformance.Unavailable("no /etc/resolv.conf of its own");
        }
        SlowNameServer server = new SlowNameServer(bind());
        Others.start(server::serve);
        return server;
    }

    /** The port of the last one is free only when its thread has left the system call. */
    private static DatagramSocket bind() throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return new DatagramSocket(PORT, InetAddress.getByName(ADDRESS));
            } catch (SocketException e) {
                if (attempt == BINDS) {
                    throw new Conformance.Unavailable("no name server: " + e.getMessage());
                }
                Thread.sleep(BIND_MILLIS);
            }
        }
    }

    void answer() {
        answering.countDown();
    }

    private void serve() throws IOException, InterruptedException {
        byte[] buffer = new byte[1500];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            socket.receive(packet);
            answering.await();
            byte[] answer = Arrays.copyOf(buffer, endOfQuestion(buffer));
            answer[2] = (byte) ANSWER;
            answer[3] = (byte) NO_SUCH_NAME;
            answer[11] = 0; // no additional records
            socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
    }

    private static int endOfQuestion(byte[] message) {
        int at = 12;
        while (message[at] != 0) {
            at += message[at] + 1;
        }
        return at + 5; // the root's label, type, class
    }

    @Override
    public void close() {
        answer();
        socket.close();
    }
}
