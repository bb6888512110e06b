// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import java.io.IOException;

/** Something that a task waits for. */
interface Blocker {

    /** Blocks once. */
    void block() throws IOException, InterruptedException;
}
