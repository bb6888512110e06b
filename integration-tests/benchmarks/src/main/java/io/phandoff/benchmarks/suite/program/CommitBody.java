// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** CPU, a transaction of one update, CPU. No commit may be missing at the end. */
final class CommitBody implements Body {

    private static final String UPDATE = "update account set balance = balance + 1 where id = ?";
    private static final String SUM = "select sum(balance) from account";

    private final DataSource database;
    private final Burner burner;
    private final Pool pool;
    private final int rows;
    private final long before;

    CommitBody(Arguments arguments, Pool pool) throws SQLException {
        database = Connections.open(arguments);
        burner = Burner.ofMicros(arguments.number("cpu"), arguments);
        this.pool = pool;
        rows = arguments.number("rows");
        before = sum();
    }

    @Override
    public long run(long number) throws Exception {
        burner.burn();
        pool.managed(Sql.blocker(() -> commit((int) (number % rows)))).block();
        burner.burn();
        return WHOLE;
    }

    @Override
    public void check(long runs) throws SQLException {
        long committed = sum() - before;
        if (committed != runs) {
            throw new IllegalStateException("lost: committed=" + committed + " (expected: " + runs + ")");
        }
    }

    private void commit(int id) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
                update.setInt(1, id);
                update.executeUpdate();
            }
            connection.commit();
        }
    }

    private long sum() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(SUM);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
