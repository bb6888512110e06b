// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import javax.sql.DataSource;

/**
 * What the tasks of {@link FlatLineLoad} use: calibrated CPU work, the port of the echo server, the database. Any thread.
 *
 * @param stepsPerMicro steps of {@link Burn} a microsecond
 * @param echoPort of {@link DelayedEcho}
 * @param queries makes what asks the database, for one of the tasks in flight
 */
record FlatLineServices(long stepsPerMicro, int echoPort, IntFunction<BlockingKind.Blocker> queries) {

    private static final int CONNECTIONS = 50;

    /** Connects to the database only if the work needs it. */
    static FlatLineServices of(FlatLineWork work, long stepsPerMicro, int echoPort, String jdbcUrl) {
        if (work != FlatLineWork.JDBC) {
            return new FlatLineServices(stepsPerMicro, echoPort, slot -> {
                throw new IllegalStateException("no database: work=" + work + " (expected: JDBC)");
            });
        }
        DataSource items = dataSource(jdbcUrl);
        return new FlatLineServices(stepsPerMicro, echoPort, slot -> () -> find(items, slot));
    }

    long burn(long micros) {
        return Burn.steps(stepsPerMicro * micros);
    }

    BlockingKind.Blocker query(int slot) {
        return queries.apply(slot);
    }

    /** The database's answer takes {@link FlatLineBackend#QUERY_MILLIS}. */
    private static void find(DataSource items, int id) throws IOException {
        try (Connection connection = items.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select name, pause(" + FlatLineBackend.QUERY_MILLIS + ") from item where id = ?")) {
            query.setInt(1, id % FlatLineBackend.ITEMS);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new IOException("no row: id=" + id % FlatLineBackend.ITEMS);
                }
            }
        } catch (SQLException e) {
            throw new IOException("query failed: id=" + id % FlatLineBackend.ITEMS, e);
        }
    }

    private static DataSource dataSource(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("sa");
        config.setPassword("");
        config.setMaximumPoolSize(CONNECTIONS);
        // As many as are in flight wait for a connection: late is not wrong here.
        config.setConnectionTimeout(TimeUnit.MINUTES.toMillis(2));
        return new HikariDataSource(config);
    }
}
