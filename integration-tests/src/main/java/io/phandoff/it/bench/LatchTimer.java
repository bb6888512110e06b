// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Releases latches ten milliseconds after they were registered, by one plain thread that looks at all slots every half
 * millisecond. No lock, so that the latch alone is what a task blocks on.
 */
final class LatchTimer {

    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final AtomicReferenceArray<Entry> slots;

    private record Entry(long due, CountDownLatch latch) {}

    LatchTimer(int slotCount) {
        slots = new AtomicReferenceArray<>(slotCount);
        Thread thread = new Thread(this::run, "latch-timer");
        thread.setDaemon(true);
        thread.start();
    }

    /** One latch at a time a slot. */
    void countDownLater(int slot, CountDownLatch latch) {
        slots.set(slot, new Entry(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BlockingKind.MILLIS), latch));
    }

    private void run() {
        while (true) {
            LockSupport.parkNanos(LOOK_NANOS);
            long now = System.nanoTime();
            for (int slot = 0; slot < slots.length(); slot++) {
                Entry entry = slots.get(slot);
                if (entry != null && entry.due() - now <= 0) {
                    slots.set(slot, null);
                    entry.latch().countDown();
                }
            }
        }
    }
}
