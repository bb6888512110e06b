// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.stalls;

import java.lang.reflect.Method;

/** {@code Object.wait(long)}, called by reflection. */
final class ReflectiveWaitStall implements Stall.OfOneThread {

    private final Method wait = Object.class.getMethod("wait", long.class);

    ReflectiveWaitStall() throws NoSuchMethodException {}

    @Override
    public synchronized void block() throws ReflectiveOperationException {
        wait.invoke(this, (long) MILLIS);
    }
}
