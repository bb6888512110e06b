// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.servers;

import io.undertow.Undertow;
import io.undertow.server.handlers.BlockingHandler;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A server of few threads before a slow service, always under load, so that it can be changed from outside while it runs.
 * Argument: jetty, undertow or tomcat. Commands on standard input: {@code atOnce} lets some requests be answered and prints the
 * most that were in flight at once since the last such command; {@code rest} lets all be answered once; {@code live} prints the number of the
 * pool's threads; {@code end} ends and prints what became of all requests.
 */
public final class SteadyServer {

    private static final int ANSWERS = 2 * Requests.CLIENTS;

    /** Referenced, or what is set would be forgotten. */
    private static final Logger LOGGER = Logger.getLogger("");

    private SteadyServer() {}

    private record Running(int port, String threads, AutoCloseable server) {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        LOGGER.setLevel(Level.SEVERE);
        try (SlowService service = new SlowService()) {
            Running running =
                    switch (args[0]) {
                        case "jetty" -> jetty(service);
                        case "undertow" -> undertow(service);
                        default -> tomcat(service);
                    };
            SteadyRequests requests = new SteadyRequests(running.port).start();
            requests.await(ANSWERS);
            System.out.println("ready");
            obey(running, service, requests);
            requests.end();
            running.server.close();
            System.out.println("ended wrong=" + requests.wrong() + " some=" + (requests.right() > 0));
        }
    }

    private static void obey(Running running, SlowService service, SteadyRequests requests) throws Exception {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); !line.equals("end"); line = in.readLine()) {
                switch (line) {
                    case "atOnce" -> {
                        service.atOnceSinceLast();
                        requests.await(ANSWERS);
                        System.out.println("atOnce=" + service.atOnceSinceLast());
                    }
                    case "rest" -> {
                        requests.rest();
                        System.out.println("rested");
                    }
                    default -> System.out.println("live=" + LiveThreads.named(running.threads));
                }
            }
        }
    }

    private static Running jetty(SlowService service) throws Exception {
        QueuedThreadPool pool = new QueuedThreadPool(JettyEight.THREADS, JettyEight.THREADS, 60_000);
        pool.setName("jetty");
        Server server = new Server(pool);
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new JettyEight.Slow(service));
        server.start();
        return new Running(connector.getLocalPort(), "jetty-", server::stop);
    }

    private static Running undertow(SlowService service) {
        Undertow undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(2)
                .setWorkerThreads(2)
                .setHandler(new BlockingHandler(exchange -> UndertowTwo.answer(exchange, service)))
                .build();
        undertow.start();
        int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
        return new Running(port, " task-", undertow::stop);
    }

    private static Running tomcat(SlowService service) throws Exception {
        Path base = Files.createTempDirectory("tomcat");
        Tomcat tomcat = TomcatFour.start(base, service);
        return new Running(tomcat.getConnector().getLocalPort(), "-exec-", () -> {
            tomcat.stop();
            tomcat.destroy();
            TomcatFour.deleteAll(base);
        });
    }
}
