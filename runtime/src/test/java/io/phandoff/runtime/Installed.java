// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.lang.reflect.Field;

/** Makes an engine the one that hooks and the public API use, until it is closed; a JVM of tests has none otherwise. */
public final class Installed implements AutoCloseable {
    Installed(Engine engine) {
        set(engine);
    }

    private static void set(Engine engine) {
        try {
            Field field = HandoffRuntime.class.getDeclaredField("engine");
            field.setAccessible(true);
            field.set(null, engine);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no such field", e);
        }
    }

    @Override
    public void close() {
        set(null);
    }
}
