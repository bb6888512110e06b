// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** How many processors are idle: written at each hand-off, so it has its cache line to itself. Volatile read, atomic add. */
final class IdleCount extends Padded {
    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(IdleCount.class, "count", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int count;

    int get() {
        return count;
    }

    void add(int change) {
        COUNT.getAndAdd(this, change);
    }
}
