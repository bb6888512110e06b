// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.servers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;

/** Speaks enough of Kafka's protocol for one topic of one partition; a thread of its own for each connection. */
final class TinyBroker implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final TinyLog log;

    TinyBroker() throws IOException {
        log = new TinyLog(server.getInetAddress().getHostAddress(), server.getLocalPort());
        start("tiny-broker", this::accept);
    }

    String address() {
        return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                start("tiny-connection", () -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket;
                DataInputStream in = new DataInputStream(socket.getInputStream());
                DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
            socket.setTcpNoDelay(true);
            while (true) {
                ByteBuffer bytes = ByteBuffer.wrap(in.readNBytes(in.readInt()));
                RequestHeader header = RequestHeader.parse(bytes);
                AbstractRequest request = AbstractRequest.parseRequest(
                                header.apiKey(), header.apiVersion(), new ByteBufferAccessor(bytes))
                        .request;
                ApiMessage answer = log.answer(request);
                ByteBuffer reply = RequestUtils.serialize(
                        header.toResponseHeader().data(),
                        header.apiKey().responseHeaderVersion(header.apiVersion()),
                        answer,
                        header.apiVersion());
                out.writeInt(reply.remaining());
                out.write(reply.array(), reply.arrayOffset() + reply.position(), reply.remaining());
                out.flush();
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt(); // the client has gone
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
