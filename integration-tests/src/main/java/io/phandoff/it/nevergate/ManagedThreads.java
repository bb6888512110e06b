// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.nevergate;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** Which threads the agent manages: a look at its inside, for it does not tell. Without the agent: none. */
final class ManagedThreads {

    private ManagedThreads() {}

    static List<Thread> all() throws ReflectiveOperationException {
        Field table = Class.forName("io.phandoff.runtime.HandoffRuntime").getDeclaredField("WORKERS");
        table.setAccessible(true);
        Object workers = table.get(null);
        Method all = workers.getClass().getDeclaredMethod("all");
        all.setAccessible(true);
        List<Thread> threads = new ArrayList<>();
        for (Object worker : (List<?>) all.invoke(workers)) {
            Field thread = worker.getClass().getDeclaredField("thread");
            thread.setAccessible(true);
            threads.add((Thread) thread.get(worker));
        }
        return threads;
    }
}
