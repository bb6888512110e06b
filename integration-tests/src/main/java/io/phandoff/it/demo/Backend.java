// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.demo;

import io.phandoff.it.bench.DelayedEcho;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.tools.Server;

/** What the shop depends on: an H2 database over TCP and a remote service that takes its time to answer. */
public final class Backend {

    static final int ITEMS = 1000;
    private static final long SERVICE_MILLIS = 20;

    private Backend() {}

    /** Prints {@code url=} of the database and {@code service=} port of the service; serves until it is killed. */
    public static void main(String[] args) throws IOException, SQLException {
        Server database =
                Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        String url = "jdbc:h2:tcp://localhost:" + database.getPort() + "/mem:shop;DB_CLOSE_DELAY=-1";
        fill(url);
        DelayedEcho service = new DelayedEcho(SERVICE_MILLIS);
        System.out.println("url=" + url);
        System.out.println("service=" + service.port());
        service.run();
    }

    private static void fill(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement create = connection.createStatement()) {
            create.execute("create table item (id int primary key, name varchar(80), price int)");
            try (PreparedStatement insert = connection.prepareStatement("insert into item values (?, ?, ?)")) {
                for (int id = 0; id < ITEMS; id++) {
                    insert.setInt(1, id);
                    insert.setString(2, "item number " + id);
                    insert.setInt(3, id * 7 % 100);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }
}
