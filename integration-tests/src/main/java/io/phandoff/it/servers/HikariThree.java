// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.servers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.tools.Server;

/** A pool of four workers that share three connections to H2 over TCP. */
public final class HikariThree {

    private static final int TASKS = 300;
    private static final int ROWS = 10;
    private static final int CONNECTIONS = 3;
    private static final int WORKERS = 4;
    private static final long HOLD_MILLIS = 5;

    private HikariThree() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        Server h2 = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        ExecutorService pool = Executors.newFixedThreadPool(WORKERS);
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        Meeting meeting = new Meeting(0, WORKERS + 1);
        AtomicInteger holding = new AtomicInteger();
        AtomicInteger mostHolding = new AtomicInteger();
        try (HikariDataSource items = dataSource(h2.getPort())) {
            fill(items);
            // they are made one by one, by a thread that may come late
            LiveThreads.eventually(() -> items.getHikariPoolMXBean().getTotalConnections() == CONNECTIONS);
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                int id = i % ROWS;
                counts.add(pool.submit(() -> {
                    workers.add(Thread.currentThread());
                    meeting.come(); // so that the pool grows for certain, before there is anything to wait for
                    try (Connection connection = items.getConnection()) {
                        mostHolding.accumulateAndGet(holding.incrementAndGet(), Math::max);
                        int count = count(connection, id);
                        Thread.sleep(HOLD_MILLIS);
                        holding.decrementAndGet();
                        return count;
                    }
                }));
            }
            int right = 0;
            for (Future<Integer> count : counts) {
                right += count.get() >= 1 ? 1 : 0;
            }
            System.out.println("right=" + right + " sum=" + sum(items) + " connections=" + mostHolding);
            System.out.println("threads=" + workers.size());
        }
        pool.shutdown();
        boolean terminated = pool.awaitTermination(20, TimeUnit.SECONDS);
        h2.stop();
        System.out.println("terminated=" + terminated + " running=" + h2.isRunning(false) + " gone="
                + LiveThreads.eventually(() -> LiveThreads.named("Hikari") == 0));
    }

    private static int count(Connection connection, int id) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update item set n = n + 1 where id = ?");
                PreparedStatement query = connection.prepareStatement("select n from item where id = ?")) {
            update.setInt(1, id);
            update.executeUpdate();
            query.setInt(1, id);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private static void fill(HikariDataSource items) throws SQLException {
        try (Connection connection = items.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table item(id int primary key, n int)");
            for (int i = 0; i < ROWS; i++) {
                statement.execute("insert into item values(" + i + ", 0)");
            }
        }
    }

    private static int sum(HikariDataSource items) throws SQLException {
        try (Connection connection = items.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select sum(n) from item")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static HikariDataSource dataSource(int port) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:tcp://localhost:" + port + "/mem:items;DB_CLOSE_DELAY=-1");
        config.setUsername("sa");
        config.setPassword("");
        config.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(config);
    }
}
