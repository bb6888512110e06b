// SPDX-License-Identifier: Apache-2.0
package io.phandoff.benchmarks.suite.program;

import java.util.concurrent.locks.ReentrantLock;

/** A convoy at one lock of java.util.concurrent. */
final class LockBody extends ConvoyBody {

    private final ReentrantLock lock = new ReentrantLock();

    LockBody(Arguments arguments) {
        super(arguments);
    }

    @Override
    long underLock(long start) {
        lock.lock();
        try {
            return inside(start);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void check(long runs) {
        lock.lock();
        try {
            checkInside(runs);
        } finally {
            lock.unlock();
        }
    }
}
