// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.lang.ref.WeakReference;

/** Drives a pool whose class was rewritten to tell what only it knows: Jetty's and JBoss's. */
final class HookedPoolDriver extends StartingDriver {
    private final WeakReference<HookedPool> executor;

    HookedPoolDriver(HookedPool executor, SpareStarter starter) {
        super(starter);
        this.executor = new WeakReference<>(executor);
    }

    @Override
    int queued() {
        HookedPool pool = executor.get();
        return pool == null ? 0 : pool.phandoffQueued();
    }
}
