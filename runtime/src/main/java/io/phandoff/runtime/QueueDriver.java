// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import java.lang.ref.WeakReference;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Drives a {@code ThreadPoolExecutor}, and others that keep their tasks in a {@link BlockingQueue}. */
class QueueDriver extends PoolDriver {
    private final WeakReference<BlockingQueue<?>> queue;
    private final boolean linked;
    private final SpareStarter starter;

    QueueDriver(BlockingQueue<?> queue, SpareStarter starter) {
        this.queue = new WeakReference<>(queue);
        linked = queue instanceof LinkedBlockingQueue;
        this.starter = starter;
    }

    /** Exact for linked queues, whose size is a field. */
    @Override
    boolean mayHaveTasks() {
        if (!linked) {
            return true;
        }
        BlockingQueue<?> tasks = queue.get();
        return tasks != null && !tasks.isEmpty();
    }

    /** Asks the program's queue, which may be anything. */
    @Override
    int queued() {
        BlockingQueue<?> tasks = queue.get();
        if (tasks == null || (tasks.peek() instanceof Delayed first && first.getDelay(TimeUnit.NANOSECONDS) > 0)) {
            return 0; // nothing of a scheduled pool's is due yet
        }
        return tasks.size();
    }

    /** One of the JDK's, or a linked one. */
    @Override
    boolean isKnown() {
        BlockingQueue<?> tasks = queue.get();
        return tasks == null || linked || tasks.getClass().getName().startsWith("java.util.concurrent.");
    }

    @Override
    boolean startSpare(Pool pool) throws Throwable {
        return starter.start(pool);
    }
}
