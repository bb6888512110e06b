// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.threads.EnhancedQueueExecutor;

/**
 * JBoss Threads' executor of two threads: queues without and with a limit, rejection, shutdown, thread factory, getters.
 */
public final class EnhancedQueue {

    private static final int SIZE = 2;
    private static final int TASKS = 40;
    private static final int LIMIT = 4;
    /** More than enough for a pool to grow that would. */
    private static final int GRACE_MILLIS = 100;

    private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger bornOfWorkers = new AtomicInteger();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    private final Meeting meeting;

    private EnhancedQueue(Meeting meeting) {
        this.meeting = meeting;
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        INHERITED.set("main");
        new EnhancedQueue(full()).sleepers("limited", builder().setMaximumQueueSize(Integer.MAX_VALUE));
        new EnhancedQueue(full()).sleepers("unlimited", builder().setQueueLimited(false));
        new EnhancedQueue(new Meeting(0, 0)).rejected();
        new EnhancedQueue(new Meeting(0, 0)).shutdownNow();
    }

    private static Meeting full() {
        return new Meeting(SIZE, SIZE + 1);
    }

    private static EnhancedQueueExecutor.Builder builder() {
        return new EnhancedQueueExecutor.Builder()
                .setCorePoolSize(SIZE)
                .setMaximumPoolSize(SIZE)
                .setRegisterMBean(false);
    }

    private void sleepers(String name, EnhancedQueueExecutor.Builder builder) throws Exception {
        CountDownLatch terminated = new CountDownLatch(1);
        EnhancedQueueExecutor pool = builder.setThreadFactory(factory())
                .setTerminationTask(terminated::countDown)
                .build();
        int sizeTold = 0;
        int activeTold = 0;
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            futures.add(pool.submit(this::sleep));
        }
        for (Future<?> future : futures) {
            sizeTold = Math.max(sizeTold, pool.getPoolSize());
            activeTold = Math.max(activeTold, pool.getActiveCount());
            future.get();
        }
        System.out.println(name + " core=" + pool.getCorePoolSize() + " max=" + pool.getMaximumPoolSize() + " size="
                + sizeTold + " activeInBounds=" + (activeTold <= SIZE) + " context=" + seen + " bornOfWorkers="
                + bornOfWorkers);
        System.out.println(name + " atOnce=" + atOnce + " made=" + made);
        pool.shutdown();
        boolean ended = pool.awaitTermination(20, TimeUnit.SECONDS);
        terminated.await();
        System.out.println(name + " terminated=" + ended + " left="
                + (LiveThreads.eventually(() -> LiveThreads.named("enhanced-") == 0) ? 0 : 1));
    }

    /** Of tasks that all block, the program's limits let in six, of which two run. */
    private void rejected() throws Exception {
        EnhancedQueueExecutor pool =
                builder().setThreadFactory(factory()).setMaximumQueueSize(LIMIT).build();
        CountDownLatch open = new CountDownLatch(1);
        List<Future<?>> accepted = new ArrayList<>();
        for (int i = 0; i < SIZE + LIMIT; i++) {
            accepted.add(pool.submit(() -> await(open)));
        }
        boolean expected = LiveThreads.eventually(() -> running.get() == SIZE);
        Thread.sleep(GRACE_MILLIS);
        expected &= running.get() == SIZE;
        String more = "accepted";
        try {
            accepted.add(pool.submit(() -> await(open)));
        } catch (RejectedExecutionException e) {
            more = "rejected";
        }
        open.countDown();
        for (Future<?> future : accepted) {
            future.get();
        }
        boolean roomAgain = LiveThreads.eventually(() -> running.get() == 0)
                && pool.submit(this::sleep).get() == null;
        pool.shutdown();
        System.out.println("limit expected=" + expected + " oneMore=" + more + " roomAgain=" + roomAgain
                + " terminated=" + pool.awaitTermination(20, TimeUnit.SECONDS));
    }

    private void shutdownNow() throws Exception {
        EnhancedQueueExecutor pool = builder().setThreadFactory(factory()).build();
        AtomicInteger interrupted = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        for (int i = 0; i < TASKS; i++) {
            pool.execute(() -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.incrementAndGet();
                }
                ended.incrementAndGet();
            });
        }
        LiveThreads.eventually(() -> LiveThreads.named("enhanced-") >= SIZE);
        int never = pool.shutdownNow().size();
        boolean terminated = pool.awaitTermination(20, TimeUnit.SECONDS);
        System.out.println("now terminated=" + terminated + " all=" + (never + ended.get()) + " interrupted="
                + (interrupted.get() == ended.get()));
    }

    private ThreadFactory factory() {
        return task -> {
            if ("worker".equals(INHERITED.get())) {
                bornOfWorkers.incrementAndGet();
            }
            Thread thread = new Thread(task, "enhanced-" + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private Void sleep() throws InterruptedException {
        INHERITED.set("worker");
        Thread thread = Thread.currentThread();
        seen.add(thread.getName().startsWith("enhanced-") + "/" + thread.isDaemon() + "/"
                + (thread.getContextClassLoader() == ClassLoader.getSystemClassLoader()));
        atOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
        meeting.come();
        Thread.sleep(SlowService.MILLIS);
        running.decrementAndGet();
        return null;
    }

    private Void await(CountDownLatch open) throws InterruptedException {
        running.incrementAndGet();
        while (open.getCount() != 0) {
            Thread.sleep(5); // not all at one latch: waiters for the same thing are no reason for many spares
        }
        running.decrementAndGet();
        return null;
    }
}
