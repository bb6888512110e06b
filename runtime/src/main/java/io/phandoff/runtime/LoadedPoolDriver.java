// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.lang.ref.WeakReference;

/** Drives a pool whose class was loaded before the agent came; idle, once the agent has taken the class back. */
final class LoadedPoolDriver extends StartingDriver {
    private final WeakReference<Object> executor;
    private final WeakReference<LoadedPool> loaded;

    LoadedPoolDriver(Object executor, LoadedPool loaded, SpareStarter starter) {
        super(starter);
        this.executor = new WeakReference<>(executor);
        this.loaded = new WeakReference<>(loaded);
    }

    @Override
    int queued() {
        Object pool = executor.get();
        LoadedPool members = loaded.get();
        return pool == null || members == null ? 0 : members.queued(pool);
    }
}
