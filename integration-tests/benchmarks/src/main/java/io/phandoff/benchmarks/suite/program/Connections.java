// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** The connection pool of the works that use a database. */
final class Connections {

    private static final int SIZE = 50;

    private Connections() {}

    static DataSource open(Arguments arguments) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments.text("url"));
        config.setMaximumPoolSize(SIZE);
        // As many as are in flight wait for a connection: late is not wrong here.
        config.setConnectionTimeout(TimeUnit.MINUTES.toMillis(2));
        return new HikariDataSource(config);
    }
}
