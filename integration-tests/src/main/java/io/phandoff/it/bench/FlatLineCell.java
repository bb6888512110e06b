// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

/** One point of the picture: what ran, on which pool, without or with the agent. */
record FlatLineCell(FlatLineWork work, PoolKind pool, boolean agent) {

    @Override
    public String toString() {
        return work.label() + "/" + pool.name() + "/" + (agent ? "with" : "without");
    }
}
