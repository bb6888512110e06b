// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.scale;

/** What is shown against the number of blocked workers; in the order in which a cell prints them. */
enum ScaleFigure {
    SOFT("enter + exit, soft", true),
    HANDOFF("hand-off to the next worker", true),
    SYSMON("a look of sysmon", true),
    GROWTH("a look of growth, of a pool that wants workers", false);

    private final String label;
    private final boolean flat;

    ScaleFigure(String label, boolean flat) {
        this.label = label;
        this.flat = flat;
    }

    String label() {
        return label;
    }

    /** Whether it must not grow with the number of workers. */
    boolean isToBeFlat() {
        return flat;
    }
}
