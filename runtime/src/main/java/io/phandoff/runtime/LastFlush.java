// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.LocalStorage;

/**
 * The wait, before the hooks go, for workers that still have values of processor-locals: they flush them at their next hook, and
 * will not meet another one. Nobody else may do it for them, for they may be using a value.
 *
 * <p><b>Threads.</b> The one that ends the runtime, in pass-through. It reads {@code worker.storage} and what is in it racily: an
 * old value costs another look.
 */
final class LastFlush {
    private static final long LOOK_MILLIS = 5;

    private final WorkerTable workers;
    private final NanoClock clock;

    LastFlush(WorkerTable workers, NanoClock clock) {
        this.workers = workers;
        this.clock = clock;
    }

    /**
     * Waits until all have flushed, for so long at most.
     *
     * @return how many have not
     * @throws InterruptedException if the calling thread is interrupted
     */
    int await(long limitNanos) throws InterruptedException {
        long begin = clock.nanoTime();
        int left = left();
        while (left > 0 && clock.nanoTime() - begin < limitNanos) {
            Thread.sleep(LOOK_MILLIS);
            left = left();
        }
        return left;
    }

    /** Who is blocked has given its processor up, and what is stored with that was flushed. */
    private int left() {
        int left = 0;
        for (Worker worker : workers.all()) {
            LocalStorage storage = worker.storage;
            if (worker.holdingAcquire() != 0 && storage != null && storage.hasValues()) {
                left++;
            }
        }
        return left;
    }
}
