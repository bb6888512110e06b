// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Pool;

/** One line of the table: a row's work on a pool, without or with the agent. */
record Cell(Row row, Pool pool, boolean agent) {

    /** The same without the agent, or with it. */
    Cell with(boolean newAgent) {
        return new Cell(row, pool, newAgent);
    }

    @Override
    public String toString() {
        return row.id() + " " + pool.name() + " " + (agent ? "with" : "without");
    }
}
