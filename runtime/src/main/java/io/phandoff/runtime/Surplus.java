// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The spares that a pool has when the runtime goes, of pools that would keep them: their threads are in the loop that still calls
 * {@link PoolHooks}, and are told there to leave when they have run their task.
 *
 * <p><b>Threads.</b> Any; hooks read, without a lock. Keeps no pool alive.
 */
final class Surplus {
    private static final Surplus[] NONE = {};

    private static volatile Surplus[] all = NONE;

    private final WeakReference<Object> executor;
    private final AtomicInteger left;

    private Surplus(Object executor, int left) {
        this.executor = new WeakReference<>(executor);
        this.left = new AtomicInteger(left);
    }

    /** A pool is left with so many spares. */
    static synchronized void add(Object executor, int spares) {
        List<Surplus> kept = new ArrayList<>();
        for (Surplus each : all) {
            if (each.left.get() > 0 && each.executor.get() != null) {
                kept.add(each);
            }
        }
        kept.add(new Surplus(executor, spares));
        all = kept.toArray(NONE);
    }

    /** Whether one of a pool's threads is to leave. */
    static boolean isIn(Object executor) {
        for (Surplus each : all) {
            if (each.left.get() > 0 && each.executor.get() == executor) {
                return true;
            }
        }
        return false;
    }

    /** Whether the calling thread of a pool is to leave: then there is one less. */
    static boolean take(Object executor) {
        for (Surplus each : all) {
            if (each.executor.get() == executor) {
                for (int count = each.left.get(); count > 0; count = each.left.get()) {
                    if (each.left.compareAndSet(count, count - 1)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
