// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** CPU, a query by key that the database takes its time over, CPU. */
final class ReadBody implements Body {

    private final DataSource database;
    private final Burner burner;
    private final Pool pool;
    private final int rows;
    private final String query;

    ReadBody(Arguments arguments, Pool pool) {
        database = Connections.open(arguments);
        burner = Burner.ofMicros(arguments.number("cpu"), arguments);
        this.pool = pool;
        rows = arguments.number("rows");
        query = "select name, pause(" + arguments.number("ms") + ") from item where id = ?";
    }

    @Override
    public long run(long number) throws Exception {
        burner.burn();
        pool.managed(Sql.blocker(() -> read((int) (number % rows)))).block();
        burner.burn();
        return WHOLE;
    }

    private void read(int id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setInt(1, id);
            try (ResultSet row = statement.executeQuery()) {
                String name = row.next() ? row.getString(1) : "nothing";
                if (!name.equals("item number " + id)) {
                    throw new IllegalStateException("wrong row: id=" + id + " name=" + name);
                }
            }
        }
    }
}
