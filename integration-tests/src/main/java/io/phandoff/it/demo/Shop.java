// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.demo;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/**
 * The server of the demo: an ordinary embedded Tomcat with four request threads. Arguments: JDBC URL, port of the slow
 * service.
 */
public final class Shop {

    private static final String REQUEST_THREADS = "4";
    private static final int CONNECTIONS = 32;

    private Shop() {}

    /** Prints {@code port=}, serves until standard input ends, prints {@code peakThreads=}. */
    public static void main(String[] args) throws IOException, LifecycleException {
        Logger.getLogger("org.apache").setLevel(Level.WARNING);
        Path base = Files.createTempDirectory("shop");
        try (HikariDataSource items = dataSource(args[0])) {
            Tomcat tomcat = new Tomcat();
            tomcat.setBaseDir(base.toString());
            tomcat.setConnector(connector());
            Context context = tomcat.addContext("", base.toString());
            Tomcat.addServlet(context, "item", new ItemServlet(items, Integer.parseInt(args[1])))
                    .addMapping("/item");
            tomcat.start();
            System.out.println("port=" + tomcat.getConnector().getLocalPort());
            System.in.readAllBytes();
            tomcat.stop();
            tomcat.destroy();
        }
        System.out.println("peakThreads=" + ManagementFactory.getThreadMXBean().getPeakThreadCount());
    }

    private static Connector connector() {
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxThreads", REQUEST_THREADS);
        connector.setProperty("minSpareThreads", REQUEST_THREADS);
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
