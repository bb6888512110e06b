// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.LocalStorage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was counted on processors and gathered from them: by the safe-point function of a snapshot, and when a processor
 * died or was taken by force. Any thread adds; volatile, atomic adds.
 */
final class ProcessorCounts {
    private final AtomicLong tasks = new AtomicLong();
    private final AtomicLong handoffs = new AtomicLong();

    /** Adds what a storage has counted and sets it back; the caller owns the storage. */
    void gather(LocalStorage storage) {
        if (storage.tasks() != 0) {
            tasks.getAndAdd(storage.tasks());
        }
        if (storage.handoffs() != 0) {
            handoffs.getAndAdd(storage.handoffs());
        }
        storage.clearCounts();
    }

    long tasks() {
        return tasks.get();
    }

    long handoffs() {
        return handoffs.get();
    }
}
