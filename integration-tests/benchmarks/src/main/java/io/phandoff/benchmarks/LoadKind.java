// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks;

/** What the threads of a {@link Load} do. */
public enum LoadKind {
    /** There are none. */
    IDLE(-1),
    /** Soft calls with about one microsecond of CPU before each. */
    BURN_1US(1),
    /** Soft calls with about ten microseconds of CPU before each. */
    BURN_10US(10),
    /** Soft calls and nothing else. */
    CALLS(0);

    private final int micros;

    LoadKind(int micros) {
        this.micros = micros;
    }

    /** About how long they burn CPU before each call. */
    int micros() {
        return micros;
    }
}
