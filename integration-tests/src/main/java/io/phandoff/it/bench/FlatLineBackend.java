// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.tools.Server;

/** What the tasks of the flat line wait for, in a process of its own: the echo server and an H2 database over TCP. */
public final class FlatLineBackend {

    static final int ITEMS = 1000;
    /** How long the database takes over a query besides what the query itself needs. */
    static final int QUERY_MILLIS = 5;

    private FlatLineBackend() {}

    /** Prints {@code url=} of the database and {@code echo=} port of the echo server; serves until it is killed. */
    public static void main(String[] args) throws IOException, SQLException {
        Server database =
                Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        String url = "jdbc:h2:tcp://localhost:" + database.getPort() + "/mem:items;DB_CLOSE_DELAY=-1";
        fill(url);
        DelayedEcho echo = new DelayedEcho(BlockingKind.MILLIS);
        System.out.println("url=" + url);
        System.out.println("echo=" + echo.port());
        echo.run();
    }

    /** Called by the database: a slow disk, or a query that is not by key. */
    public static int pause(int millis) throws InterruptedException {
        Thread.sleep(millis);
        return millis;
    }

    private static void fill(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement create = connection.createStatement()) {
            create.execute("create alias pause for '" + FlatLineBackend.class.getName() + ".pause'");
            create.execute("create table item (id int primary key, name varchar(80))");
            try (PreparedStatement insert = connection.prepareStatement("insert into item values (?, ?)")) {
                for (int id = 0; id < ITEMS; id++) {
                    insert.setInt(1, id);
                    insert.setString(2, "item number " + id);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }
}
