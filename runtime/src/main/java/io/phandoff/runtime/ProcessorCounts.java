// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.LocalStorage;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What was counted on processors and gathered from them: by the safe-point function of a snapshot, and when a processor
 * died or was taken by force. Any thread adds; volatile, atomic adds.
 */
final class ProcessorCounts {
    private final AtomicLongArray tasks = new AtomicLongArray(RuntimeConfig.MAX_PROCESSORS);
    private final AtomicLongArray handoffs = new AtomicLongArray(RuntimeConfig.MAX_PROCESSORS);

    /** Adds what a storage has counted and sets it back; the caller owns the storage. */
    void gather(LocalStorage storage) {
        int id = storage.processor();
        if (id >= 0) {
            tasks.getAndAdd(id, storage.tasks());
            handoffs.getAndAdd(id, storage.handoffs());
            storage.clearCounts();
        }
    }

    long tasks(int id) {
        return tasks.get(id);
    }

    long handoffs(int id) {
        return handoffs.get(id);
    }
}
