// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.demo;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Client of the remote service over plain sockets; connections are kept and used again. Thread safe. */
public final class SlowService {

    private final int port;
    private final ConcurrentLinkedDeque<Socket> idle = new ConcurrentLinkedDeque<>();

    /** Connects when it is asked. */
    public SlowService(int port) {
        this.port = port;
    }

    /** Sends a line and reads the answer, which is as long. */
    public String ask(String question) throws IOException {
        Socket socket = idle.pollFirst();
        if (socket == null) {
            socket = connect();
        }
        byte[] bytes = question.getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream().write(bytes);
        byte[] answer = socket.getInputStream().readNBytes(bytes.length);
        if (answer.length < bytes.length) {
            socket.close();
            throw new EOFException("service closed the connection: port=" + port);
        }
        idle.addFirst(socket);
        return new String(answer, StandardCharsets.UTF_8);
    }

    /** Opens connections ahead, one after the other: so many at once could be more than the server's backlog takes. */
    public void open(int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            idle.addFirst(connect());
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }
}
