// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.demo;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/**
 * The server of the demo: an ordinary embedded Tomcat. Arguments: JDBC URL, port of the slow service, number of request
 * threads.
 */
public final class Shop {

    private static final int CONNECTIONS = 32;

    private Shop() {}

    /**
     * Prints {@code port=}, serves until standard input ends, and prints {@code requestCpuMicros=} for each line of it, at the end
     * {@code peakThreads=}.
     */
    public static void main(String[] args) throws IOException, LifecycleException {
        Logger.getLogger("org.apache").setLevel(Level.WARNING);
        Path base = Files.createTempDirectory("shop");
        try (HikariDataSource items = dataSource(args[0])) {
            Tomcat tomcat = new Tomcat();
            tomcat.setBaseDir(base.toString());
            tomcat.setConnector(connector(args[2]));
            Context context = tomcat.addContext("", base.toString());
            Tomcat.addServlet(context, "item", new ItemServlet(items, Integer.parseInt(args[1])))
                    .addMapping("/item");
            tomcat.start();
            System.out.println("port=" + tomcat.getConnector().getLocalPort());
            BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (questions.readLine() != null) {
                System.out.println("requestCpuMicros=" + requestCpuMicros());
            }
            tomcat.stop();
            tomcat.destroy();
        }
        System.out.println("peakThreads=" + ManagementFactory.getThreadMXBean().getPeakThreadCount());
    }

    /** CPU time of the threads that serve requests: what compiles and collects comes and goes in waves. */
    private static long requestCpuMicros() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().contains("-exec-")) {
                nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return TimeUnit.NANOSECONDS.toMicros(nanos);
    }

    private static Connector connector(String requestThreads) {
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxThreads", requestThreads);
        connector.setProperty("minSpareThreads", requestThreads);
        connector.setProperty("maxKeepAliveRequests", "-1");
        return connector;
    }

    private static HikariDataSource dataSource(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("sa");
        config.setPassword("");
        config.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(config);
    }
}
