// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.nevergate;

import java.util.concurrent.ThreadFactory;

/** Virtual threads, which these sources are too old to name. */
final class VirtualThreads {

    private VirtualThreads() {}

    /** Null where there are none. */
    static ThreadFactory factory(String prefix) throws ReflectiveOperationException {
        if (Runtime.version().feature() < 21) {
            return null;
        }
        Class<?> builder = Class.forName("java.lang.Thread$Builder");
        Object ofVirtual = Thread.class.getMethod("ofVirtual").invoke(null);
        Object named = builder.getMethod("name", String.class, long.class).invoke(ofVirtual, prefix, 0L);
        return (ThreadFactory) builder.getMethod("factory").invoke(named);
    }
}
