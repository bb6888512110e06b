// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.it.AgentJvm;
import io.phandoff.it.JavaHome;
import io.phandoff.it.RunningJvm;
import io.phandoff.it.bench.FlatLineBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The database of row (d): PostgreSQL where it is installed, else H2 in a process of its own, which keeps all in memory. */
final class Database implements AutoCloseable {

    /** Of the tables {@code item} and {@code account}, ids from 0 on. */
    static final int ROWS = 1000;

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PAUSE = "create function pause(millis int) returns int language sql"
            + " as 'select millis from pg_sleep(millis / 1000.0)'";

    private final AutoCloseable server;
    private final String name;
    private final String url;

    private Database(AutoCloseable server, String name, String url) {
        this.server = server;
        this.name = name;
        this.url = url;
    }

    static Database start(JavaHome home) throws InterruptedException {
        try {
            Optional<Path> programs = Postgres.installed();
            if (programs.isPresent()) {
                return postgres(Postgres.start(programs.get()), programs.get());
            }
            return h2(AgentJvm.on(home).wholeClassPath().start(FlatLineBackend.class));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("no database", e);
        }
    }

    private static Database postgres(Postgres server, Path programs)
            throws IOException, SQLException, InterruptedException {
        try (Connection connection = await(server);
                Statement create = connection.createStatement()) {
            create.execute(PAUSE);
            create.execute("create table item (id int primary key, name varchar(80))");
            fill(connection, "item", "'item number ' || ?");
            accounts(connection);
        }
        return new Database(server, "PostgreSQL in " + programs, server.url());
    }

    private static Database h2(RunningJvm server) throws SQLException, InterruptedException {
        String url = server.awaitLine("url=", LIMIT) + ";USER=sa";
        try (Connection connection = DriverManager.getConnection(url)) {
            accounts(connection);
        }
        return new Database(server, "H2, in memory", url);
    }

    private static Connection await(Postgres server) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            server.checkAlive();
            try {
                return DriverManager.getConnection(server.url());
            } catch (SQLException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException("PostgreSQL does not answer: url=" + server.url(), e);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private static void accounts(Connection connection) throws SQLException {
        try (Statement create = connection.createStatement()) {
            create.execute("create table account (id int primary key, balance int)");
        }
        fill(connection, "account", "0 * cast(? as int)");
    }

    private static void fill(Connection connection, String table, String value) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + table + " values (?, " + value + ")")) {
            for (int id = 0; id < ROWS; id++) {
                insert.setInt(1, id);
                insert.setInt(2, id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    String name() {
        return name;
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (Exception e) {
            System.out.println("database: " + e);
        }
    }
}
