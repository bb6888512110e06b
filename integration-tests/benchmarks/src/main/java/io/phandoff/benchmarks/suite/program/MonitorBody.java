// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

/** A convoy at one monitor. */
final class MonitorBody extends ConvoyBody {

    private final Object monitor = new Object();

    MonitorBody(Arguments arguments) {
        super(arguments);
    }

    @Override
    long underLock(long start) {
        synchronized (monitor) {
            return inside(start);
        }
    }

    @Override
    public void check(long runs) {
        synchronized (monitor) {
            checkInside(runs);
        }
    }
}
