// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.conformance;

import static io.phandoff.it.conformance.Row.row;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.h2.tools.Server;

/** What programs use on top of sockets. */
final class Clients {
    static final List<Row> ROWS = List.of(
            row("HttpClient.send", () -> {
                SlowServer server = new SlowServer();
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                HttpRequest request = HttpRequest.newBuilder(server.uri()).build();
                return Call.of(() -> client.send(request, HttpResponse.BodyHandlers.discarding()), server::answer)
                        .closing(server);
            }),
            row("HttpURLConnection.getResponseCode", () -> {
                SlowServer server = new SlowServer();
                HttpURLConnection connection =
                        (HttpURLConnection) server.uri().toURL().openConnection();
                connection.connect(); // a step of its own
                return Call.of(connection::getResponseCode, server::answer).closing(server);
            }),
            row("SSLSocket.startHandshake", Clients::handshake),
            row("JDBC query (H2 over TCP)", Clients::query));

    private Clients() {}

    /** Answers one HTTP request when it is told to. */
    private static final class SlowServer implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 1, Sockets.LOOPBACK);
        private final CountDownLatch answering = new CountDownLatch(1);

        SlowServer() throws IOException {
            Others.start(this::serve);
        }

        URI uri() {
            return URI.create("http://" + Sockets.LOOPBACK.getHostAddress() + ":" + server.getLocalPort() + "/");
        }

        void answer() {
            answering.countDown();
        }

        private void serve() throws IOException, InterruptedException {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                if (in.read(new byte[8192]) <= 0) {
                    return;
                }
                answering.await();
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            }
        }

        @Override
        public void close() throws IOException {
            answer();
            server.close();
        }
    }

    /** The other side never says anything, and then closes. */
    private static Call handshake() throws IOException {
        Sockets.Pair pair = Sockets.Pair.connected();
        SSLSocket secure = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(
                        pair.near(),
                        Sockets.LOOPBACK.getHostAddress(),
                        pair.near().getPort(),
                        true);
        return Call.of(secure::startHandshake, pair.far()::close).closing(pair);
    }

    private static Call query() throws Exception {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        Connection connection =
                DriverManager.getConnection("jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:conformance");
        Statement statement = connection.createStatement();
        statement.execute("CREATE ALIAS HOLD FOR '" + HeldQuery.class.getName() + ".hold'");
        HeldQuery.prepare();
        return Call.of(() -> statement.execute("CALL HOLD()"), HeldQuery::release)
                .closing(connection, server::stop);
    }
}
