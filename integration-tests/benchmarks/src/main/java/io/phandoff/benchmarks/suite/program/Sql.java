// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import java.io.IOException;
import java.sql.SQLException;

/** Work on a database as something that blocks. */
interface Sql {

    /** Does it. */
    void run() throws SQLException;

    /** The same as a {@link Blocker}. */
    static Blocker blocker(Sql sql) {
        return () -> {
            try {
                sql.run();
            } catch (SQLException e) {
                throw new IOException(e);
            }
        };
    }
}
