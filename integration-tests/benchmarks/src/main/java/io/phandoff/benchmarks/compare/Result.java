// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.compare;

/** What all rounds gave for one row. */
final class Result {
    final Samples ours = new Samples();
    final Samples oursP99 = new Samples();
    final Samples go = new Samples();
    final Samples goP99 = new Samples();
    long refused;

    void addOurs(Row.Figure figure, Measured measured) {
        refused += measured.refused();
        ours.add(figure.isBytes() ? measured.bytes() : measured.typical());
        if (!Double.isNaN(measured.p99())) {
            oursP99.add(measured.p99());
        }
    }

    void addGo(Measured measured) {
        go.add(measured.typical());
        if (!Double.isNaN(measured.p99())) {
            goP99.add(measured.p99());
        }
    }
}
