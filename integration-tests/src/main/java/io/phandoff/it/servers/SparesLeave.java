// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.servers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jboss.threads.EnhancedQueueExecutor;

/** Two pools are given blocked tasks and then nothing more to do: whether each has the threads it takes then, and after a while. */
public final class SparesLeave {

    private static final int SIZE = 2;
    private static final int TASKS = 12;

    private SparesLeave() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        QueuedThreadPool jetty = new QueuedThreadPool(SIZE, SIZE, 1000);
        jetty.setName("jetty");
        jetty.setReservedThreads(0);
        jetty.start();
        EnhancedQueueExecutor jboss = new EnhancedQueueExecutor.Builder()
                .setCorePoolSize(SIZE)
                .setMaximumPoolSize(SIZE)
                .setKeepAliveTime(Duration.ofSeconds(1))
                .setRegisterMBean(false)
                .setThreadFactory(task -> new Thread(task, "jboss-x"))
                .build();
        run(jetty);
        run(jboss);
        System.out.println("came=" + areWithinBounds());
        boolean left = LiveThreads.eventually(
                () -> LiveThreads.named("jetty-") <= SIZE && LiveThreads.named("jboss-") <= SIZE);
        System.out.println("left=" + left);
        run(jetty); // and they come again
        run(jboss);
        System.out.println("came=" + areWithinBounds());
        jetty.stop();
        jboss.shutdown();
        System.out.println("terminated=" + jboss.awaitTermination(20, TimeUnit.SECONDS));
    }

    /**
     * No more than one spare for each task, beside the threads of the pool's own: one that is slow to begin leaves its task in
     * the queue, for which another comes.
     */
    private static boolean areWithinBounds() {
        return LiveThreads.named("jetty-") <= SIZE + TASKS && LiveThreads.named("jboss-") <= SIZE + TASKS;
    }

    /** Ends when all tasks have run at once: it takes as many threads as tasks. */
    private static void run(Executor pool) throws Exception {
        CountDownLatch all = new CountDownLatch(TASKS);
        List<FutureTask<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            FutureTask<Void> task = new FutureTask<>(() -> {
                all.countDown();
                while (all.getCount() != 0) {
                    Thread.sleep(5); // not all at one latch: waiters for the same thing are no reason for many spares
                }
                return null;
            });
            tasks.add(task);
            pool.execute(task);
        }
        for (FutureTask<Void> task : tasks) {
            task.get(40, TimeUnit.SECONDS);
        }
    }
}
