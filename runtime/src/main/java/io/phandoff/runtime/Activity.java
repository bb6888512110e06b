// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;

/**
 * A number that stays the same while managed workers do nothing, for who would only say again what it said before. Cheap where a
 * snapshot is not: it asks a few words, no worker and no pool. Any thread.
 */
final class Activity {
    private Activity() {}

    /**
     * Each call, task and return of a worker changes the word of a processor, sysmon's looks tell that a pool is pressed. Who
     * runs, or is not counted because nothing is gated, makes it differ each time.
     */
    static long of(Engine engine) {
        Scheduler scheduler = engine.scheduler;
        if (engine.mode() != Mode.ON || scheduler.passThrough() || scheduler.overcommitted.get() > 0) {
            return System.nanoTime();
        }
        long sum = engine.sysmon.looks() * 31 + scheduler.workers.size();
        int count = scheduler.processors.count();
        for (int id = 0; id < count; id++) {
            long word = scheduler.processors.get(id).state();
            int status = Processor.status(word);
            if (status != Processor.IDLE && status != Processor.SYSCALL) {
                return System.nanoTime();
            }
            sum = sum * 31 + word;
        }
        return sum;
    }
}
