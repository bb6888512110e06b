// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite;

import io.phandoff.benchmarks.suite.program.Pool;
import java.util.Arrays;
import java.util.List;

/** Lists of pools. */
final class Pools {

    /** Whatever a user would pick. */
    static final List<Pool> ALL = of("2,16,200,2000,cached,fjp,virtual,go");

    private Pools() {}

    static List<Pool> of(String names) {
        return Arrays.stream(names.split(",", -1)).map(Pool::new).toList();
    }
}
