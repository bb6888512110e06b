// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.servers;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;

/** A Tomcat of four request threads before a slow service. */
public final class TomcatFour {

    private static final String THREADS = "4";
    /** Of the requests under a load that never pauses, three for each thread. */
    private static final int MANY = 12;

    /** Referenced, or what is set would be forgotten. */
    private static final Logger LOGGER = Logger.getLogger("org.apache");

    private TomcatFour() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        LOGGER.setLevel(Level.SEVERE); // it warns when the machine is slow
        Path base = Files.createTempDirectory("tomcat");
        try (SlowService service = new SlowService(4)) {
            Tomcat tomcat = start(base, service);
            ThreadPoolExecutor pool = (ThreadPoolExecutor)
                    tomcat.getConnector().getProtocolHandler().getExecutor();
            int port = tomcat.getConnector().getLocalPort();
            AtomicInteger mostActive = new AtomicInteger();
            Requests requests = new Requests().send(port, () -> {
                mostActive.accumulateAndGet(pool.getActiveCount(), Math::max);
                return pool.getPoolSize();
            });
            System.out.println("right=" + requests.right() + " millis=" + requests.millis());
            System.out.println("atOnce=" + service.atOnce() + " live=" + LiveThreads.named("-exec-"));
            System.out.println("steadyAtOnce=" + SteadyRequests.mostAtOnce(port, service, MANY));
            System.out.println("max=" + pool.getMaximumPoolSize() + " size=" + pool.getPoolSize() + " largest="
                    + pool.getLargestPoolSize() + " sizeToldAtMost=" + requests.largest() + " activeToldAtMost="
                    + mostActive);
            tomcat.stop();
            tomcat.destroy();
            boolean gone = LiveThreads.eventually(() -> LiveThreads.named("-exec-") == 0);
            System.out.println("terminated=" + pool.isTerminated() + " gone=" + gone);
        }
        deleteAll(base);
    }

    static Tomcat start(Path base, SlowService service) throws LifecycleException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setConnector(connector());
        Context context = tomcat.addContext("", base.toString());
        ((StandardContext) context).setClearReferencesRmiTargets(false); // it would warn of closed packages
        ((StandardContext) context).setClearReferencesThreadLocals(false);
        Tomcat.addServlet(context, "slow", new Slow(service)).addMapping("/");
        tomcat.start();
        return tomcat;
    }

    private static Connector connector() {
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxThreads", THREADS);
        connector.setProperty("minSpareThreads", THREADS);
        return connector;
    }

    static void deleteAll(Path base) throws IOException {
        try (var files = Files.walk(base)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static final class Slow extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient SlowService service;

        Slow(SlowService service) {
            this.service = service;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                response.getWriter().write(service.answer(Integer.parseInt(request.getParameter("n"))));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
