// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

/** A counter without any protection of its own: it counts right only if the lock around it keeps the threads apart. */
final class Guarded {

    private long count;

    void add() {
        count++;
    }

    void check(long runs) {
        if (count != runs) {
            throw new IllegalStateException("lost under the lock: count=" + count + " (expected: " + runs + ")");
        }
    }
}
