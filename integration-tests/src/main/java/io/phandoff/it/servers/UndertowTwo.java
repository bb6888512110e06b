// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.servers;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.xnio.Options;
import org.xnio.XnioWorker;

/** An Undertow of two worker threads before a slow service. */
public final class UndertowTwo {

    /** Referenced, or what is set would be forgotten. */
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("io.undertow"), Logger.getLogger("org.xnio"), Logger.getLogger("org.jboss"));

    private UndertowTwo() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        for (Logger logger : LOGGERS) {
            logger.setLevel(Level.WARNING);
        }
        try (SlowService service = new SlowService(2)) {
            Undertow undertow = Undertow.builder()
                    .addHttpListener(0, "127.0.0.1")
                    .setIoThreads(2)
                    .setWorkerThreads(2)
                    .setHandler(new BlockingHandler(exchange -> answer(exchange, service)))
                    .build();
            undertow.start();
            int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
            XnioWorker worker = undertow.getWorker();
            Requests requests =
                    new Requests().send(port, () -> worker.getMXBean().getWorkerPoolSize());
            System.out.println("right=" + requests.right());
            System.out.println(
                    "max=" + worker.getOption(Options.WORKER_TASK_MAX_THREADS) + " toldAtMost=" + requests.largest());
            System.out.println("atOnce=" + service.atOnce() + " live=" + LiveThreads.named(" task-"));
            undertow.stop();
            boolean gone = LiveThreads.eventually(() -> LiveThreads.named("XNIO") == 0);
            System.out.println("terminated=" + worker.isTerminated() + " gone=" + gone);
        }
    }

    static void answer(HttpServerExchange exchange, SlowService service) throws Exception {
        int n = Integer.parseInt(exchange.getQueryParameters().get("n").getFirst());
        exchange.getResponseSender().send(service.answer(n));
    }
}
