// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.servers;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jboss.threads.EnhancedQueueExecutor;

/**
 * A pool of two whose thread factory makes no third thread, and another pool beside it. Arguments: forkjoin, jetty or jboss; null or
 * throw, what the factory does then.
 */
public final class NoThirdThread {

    private static final int SIZE = 2;
    private static final int TASKS = 120;
    private static final long LIMIT_SECONDS = 40;
    /** How often the agent asks the factory for certain before the tasks go on: more often than it takes it to tell. */
    private static final int ASKED_FOR_NULL = 12;

    private static final int ASKED_AND_THROWN = 2;

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger completed = new AtomicInteger();
    private final CountDownLatch goOn;
    private final boolean throwing;
    /** JBoss's executor has one for its timer, too. */
    private final int threads;

    private NoThirdThread(String pool, boolean throwing) {
        this.throwing = throwing;
        threads = pool.equals("jboss") ? SIZE + 1 : SIZE;
        // Jetty throws if it gets null, at which it does not look; JBoss's executor passes nothing on
        boolean passedOn = pool.equals("jetty") || (throwing && !pool.equals("jboss"));
        int times = passedOn ? ASKED_AND_THROWN : ASKED_FOR_NULL;
        goOn = new CountDownLatch(Meeting.GROWS ? times : 0);
    }

    /** Ends a pool; whether it has ended. */
    private interface End {
        boolean run() throws Exception;
    }

    private record Pool(Executor executor, End end) {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        NoThirdThread refused = new NoThirdThread(args[0], args[1].equals("throw"));
        Pool pool =
                switch (args[0]) {
                    case "forkjoin" -> refused.forkJoin();
                    case "jetty" -> refused.jetty();
                    default -> refused.jboss();
                };
        for (int i = 0; i < TASKS; i++) {
            pool.executor.execute(refused::run);
        }
        ExecutorService other = Executors.newFixedThreadPool(SIZE);
        Meeting meeting = new Meeting(SIZE, SIZE + 1);
        AtomicInteger met = new AtomicInteger();
        for (int i = 0; i <= SIZE; i++) {
            other.submit(() -> {
                meeting.come();
                return met.incrementAndGet();
            });
        }
        boolean all = LiveThreads.eventually(() -> refused.completed.get() == TASKS);
        System.out.println("all=" + all + " ended=" + pool.end.run());
        other.shutdown();
        System.out.println("other: ended=" + other.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS) + " met=" + met);
    }

    private Pool forkJoin() {
        ForkJoinPool pool = new ForkJoinPool(
                SIZE, of -> make(of, ForkJoinPool.defaultForkJoinWorkerThreadFactory::newThread), null, true);
        return new Pool(pool, () -> ends(pool));
    }

    private Pool jetty() throws Exception {
        QueuedThreadPool pool =
                new QueuedThreadPool(SIZE, SIZE, 60_000, 0, null, null, task -> make(task, NoThirdThread::thread));
        pool.start();
        return new Pool(pool, () -> {
            pool.stop();
            return pool.isStopped();
        });
    }

    private Pool jboss() {
        EnhancedQueueExecutor pool = new EnhancedQueueExecutor.Builder()
                .setCorePoolSize(SIZE)
                .setMaximumPoolSize(SIZE)
                .setRegisterMBean(false)
                .setThreadFactory(task -> make(task, NoThirdThread::thread))
                .build();
        return new Pool(pool, () -> ends(pool));
    }

    private static boolean ends(ExecutorService pool) throws InterruptedException {
        pool.shutdown();
        return pool.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private static Thread thread(Runnable task) {
        return new Thread(task, "refusing");
    }

    private <T, R> R make(T of, Function<T, R> factory) {
        if (asked.incrementAndGet() <= threads) {
            return factory.apply(of);
        }
        goOn.countDown();
        if (throwing) {
            throw new IllegalStateException("no more threads");
        }
        return null;
    }

    private void run() {
        try {
            goOn.await();
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        completed.incrementAndGet();
    }
}
