// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.servers;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A Jetty of eight threads, of which an acceptor, a selector and one in reserve take their part, before a slow service. */
public final class JettyEight {

    static final int THREADS = 8;
    /** Of the requests under a load that never pauses, two for each thread. */
    private static final int MANY = 16;

    private JettyEight() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        QueuedThreadPool pool = new QueuedThreadPool(THREADS, THREADS, 60_000);
        pool.setName("jetty");
        AtomicInteger mostBusy = new AtomicInteger();
        try (SlowService service = new SlowService(THREADS)) {
            Server server = new Server(pool);
            ServerConnector connector = new ServerConnector(server);
            connector.setHost("127.0.0.1");
            server.addConnector(connector);
            server.setHandler(new Slow(service));
            server.start();
            Requests requests = new Requests().send(connector.getLocalPort(), () -> {
                mostBusy.accumulateAndGet(pool.getBusyThreads(), Math::max);
                return pool.getThreads();
            });
            System.out.println("right=" + requests.right() + " millis=" + requests.millis());
            System.out.println("threadsToldAtMost=" + requests.largest() + " busyAtMost=" + mostBusy.get());
            boolean rest = LiveThreads.eventually(
                    () -> pool.getQueueSize() == 0 && pool.getUtilizedThreads() == 0 && !pool.isLowOnThreads());
            System.out.println("max=" + pool.getMaxThreads() + " threads=" + pool.getThreads() + " rest=" + rest);
            System.out.println("atOnce=" + service.atOnce() + " live=" + LiveThreads.named("jetty-"));
            System.out.println("steadyAtOnce=" + SteadyRequests.mostAtOnce(connector.getLocalPort(), service, MANY));
            server.stop();
            System.out.println("stopped=" + server.isStopped() + " gone=" + gone());
            server.start(); // the same pool once more
            int again = new Requests()
                    .send(connector.getLocalPort(), pool::getThreads)
                    .right();
            server.stop();
            System.out.println("again=" + again + " goneAgain=" + gone());
        }
    }

    /** Jetty does not wait for a thread that has left the pool's list and is about to end. */
    private static boolean gone() throws InterruptedException {
        return LiveThreads.eventually(() -> LiveThreads.named("jetty-") == 0);
    }

    static final class Slow extends Handler.Abstract {
        private final SlowService service;

        Slow(SlowService service) {
            this.service = service;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            int n = Integer.parseInt(Request.extractQueryParameters(request).getValue("n"));
            byte[] answer = service.answer(n).getBytes(StandardCharsets.UTF_8);
            Content.Sink.write(response, true, new String(answer, StandardCharsets.UTF_8), callback);
            return true;
        }
    }
}
