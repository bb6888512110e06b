// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Which tasks Jetty's and Tomcat's pools refuse while all their workers are blocked, if their queues have a limit. */
public final class ServerRejections {

    private static final int THREADS = 4;
    private static final int JETTY_LIMIT = 4;
    private static final int TOMCAT_LIMIT = 3;
    private static final int TASKS = 14;
    private static final int ROUNDS = 10;
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private final Semaphore mayEnd = new Semaphore(0);
    private final AtomicInteger running = new AtomicInteger();
    private final Set<Integer> ran = new ConcurrentSkipListSet<>();

    private ServerRejections() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        new ServerRejections().jetty();
        jettyWhileItGrows();
        new ServerRejections().tomcat();
    }

    private static QueuedThreadPool startJetty() throws Exception {
        QueuedThreadPool pool =
                new QueuedThreadPool(THREADS, THREADS, 60_000, 0, new ArrayBlockingQueue<>(JETTY_LIMIT), null);
        pool.setName("jetty");
        pool.start();
        return pool;
    }

    /** With the agent a spare takes a task out of a queue that has room; then it is filled. */
    private void jetty() throws Exception {
        QueuedThreadPool pool = startJetty();
        int first = THREADS + JETTY_LIMIT / 2;
        List<Integer> accepted = give(pool, 0, first);
        boolean grown = LiveThreads.eventually(() -> running.get() >= (Meeting.GROWS ? THREADS + 1 : THREADS));
        accepted.addAll(give(pool, first, TASKS));
        int threads = pool.getThreads();
        mayEnd.release(TASKS);
        boolean end = LiveThreads.eventually(() -> pool.getIdleThreads() == pool.getThreads());
        System.out.println("jetty: grown first=" + (grown && end) + " accepted=" + accepted + " ran=" + ran);
        System.out.println("jetty: threads=" + threads + " then accepted="
                + give(pool, TASKS, TASKS + 1).size());
        mayEnd.release();
        pool.stop();
    }

    /** Each round gives tasks without a pause to a pool that has just begun, then one more for each that has ended. */
    private static void jettyWhileItGrows() throws Exception {
        Set<Integer> accepted = new TreeSet<>();
        boolean oneEach = true;
        for (int round = 0; round < ROUNDS; round++) {
            ServerRejections tasks = new ServerRejections();
            QueuedThreadPool pool = startJetty();
            accepted.add(tasks.press(pool));
            for (int i = 0; i < THREADS; i++) {
                tasks.mayEnd.release();
                oneEach &= LiveThreads.eventually(() -> tasks.isAccepted(pool, 0)) && tasks.press(pool) == 0;
            }
            tasks.mayEnd.release(Integer.MAX_VALUE / 2);
            pool.stop();
        }
        System.out.println("jetty while it grows: accepted=" + accepted + " one for each that ended=" + oneEach);
    }

    /** Gives tasks for a while, and until one is refused; how many it took. */
    private int press(Executor pool) {
        int accepted = 0;
        long end = System.nanoTime() + ROUND_NANOS;
        boolean last;
        do {
            last = isAccepted(pool, 0);
            accepted += last ? 1 : 0;
        } while (last || System.nanoTime() - end < 0);
        return accepted;
    }

    private void tomcat() throws Exception {
        TaskQueue queue = new TaskQueue(TOMCAT_LIMIT);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                2, THREADS, 1, TimeUnit.MINUTES, queue, new TaskThreadFactory("tomcat-", true, Thread.NORM_PRIORITY));
        queue.setParent(pool);
        List<Integer> accepted = give(pool, 0, TASKS);
        int size = pool.getPoolSize();
        mayEnd.release(TASKS);
        boolean end = LiveThreads.eventually(() -> pool.getCompletedTaskCount() == accepted.size());
        System.out.println("tomcat: accepted=" + accepted + " size=" + size + " largest=" + pool.getLargestPoolSize()
                + " ran=" + (end ? ran : null));
        System.out.println(
                "tomcat: then accepted=" + give(pool, TASKS, TASKS + 1).size());
        mayEnd.release();
        pool.shutdown();
        pool.awaitTermination(20, TimeUnit.SECONDS);
    }

    /** Gives it the tasks of those numbers; which it took. */
    private List<Integer> give(Executor pool, int from, int to) throws InterruptedException {
        List<Integer> accepted = new ArrayList<>();
        for (int task = from; task < to; task++) {
            if (isAccepted(pool, task)) {
                accepted.add(task);
            }
            Thread.sleep(5); // time enough for a spare
        }
        return accepted;
    }

    private boolean isAccepted(Executor pool, int task) {
        try {
            pool.execute(() -> run(task));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void run(int task) {
        running.getAndIncrement();
        try {
            while (!mayEnd.tryAcquire()) {
                Thread.sleep(5); // not all at one semaphore: waiters for the same thing are no reason for many spares
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        ran.add(task);
        running.getAndDecrement();
    }
}
