// SPDX-License-Identifier: Apache-2.0
package io.phandoff.it.promises;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A ForkJoinPool of two that may have six threads, while it grows: its getters, what its threads inherit, and its end with tasks
 * queued. Prints lines that are the same with and without the agent, but for those that begin with "threads".
 */
public final class ForkJoinGrown {
    private static final int PARALLELISM = 2;
    private static final int MAXIMUM = 6;
    private static final int TASKS = 40;
    private static final long LIMIT_SECONDS = 30;

    private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

    private final Thread submitter = Thread.currentThread();
    private final List<Made> made = new CopyOnWriteArrayList<>();
    private final CountDownLatch met;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();
    private final ForkJoinPool pool = new ForkJoinPool(
            PARALLELISM, this::make, null, true, PARALLELISM, MAXIMUM, 1, p -> true, 60, TimeUnit.SECONDS);

    private ForkJoinGrown(int meet) {
        met = new CountDownLatch(meet);
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        INHERITED.set("of main");
        new ForkJoinGrown(Work.GROWS ? MAXIMUM : PARALLELISM).whileItGrows();
        for (int round = 0; round < 3; round++) {
            new ForkJoinGrown(Work.GROWS ? PARALLELISM + 1 : PARALLELISM).shutdown();
            new ForkJoinGrown(Work.GROWS ? PARALLELISM + 1 : PARALLELISM).shutdownNow();
        }
    }

    /** All threads that it may have are blocked, with more tasks queued, for long enough to make more. */
    private void whileItGrows() throws InterruptedException {
        submit(50);
        int largest = 0;
        while (ended.get() < TASKS) {
            largest = Math.max(largest, pool.getPoolSize());
            Thread.sleep(1);
        }
        boolean rests = Work.comes(() -> pool.getActiveThreadCount() == 0 && pool.getPoolSize() == alive());
        System.out.println("parallelism=" + pool.getParallelism() + " rests=" + rests + " quiescent="
                + pool.isQuiescent() + " queued=" + pool.hasQueuedSubmissions() + " " + pool.getQueuedTaskCount());
        System.out.println("size in bounds=" + (largest <= MAXIMUM) + " threads in bounds=" + (made.size() <= MAXIMUM));
        List<Made> others = made.stream().filter(Made::isOfAnother).toList();
        System.out.println("inherited by those that neither a submitter nor a worker made="
                + others.stream().filter(each -> each.inherited != null).count());
        System.out.println("threads at once=" + atOnce + " told=" + pool.getPoolSize() + " made by another="
                + (others.isEmpty() ? "none" : "some"));
        pool.shutdown();
        end("at rest");
    }

    private void shutdown() throws InterruptedException {
        submit(20);
        met.await();
        pool.shutdown();
        end("shutdown");
        System.out.println("ended=" + ended + " interrupted=" + interrupted);
    }

    private void shutdownNow() throws InterruptedException {
        submit(TimeUnit.MINUTES.toMillis(10));
        met.await();
        pool.shutdownNow();
        end("shutdownNow");
        System.out.println(
                "ended=" + ended + " interrupted=" + (interrupted.get() >= PARALLELISM) + " still running=" + running);
    }

    private void end(String how) throws InterruptedException {
        System.out.println(how + ": terminated=" + pool.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS) + " size="
                + pool.getPoolSize() + " left=" + !Work.comes(() -> alive() == 0));
    }

    private void submit(long millis) {
        for (int i = 0; i < TASKS; i++) {
            pool.execute(() -> {
                INHERITED.set("of a worker");
                atOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
                try {
                    met.countDown();
                    met.await();
                    Thread.sleep(millis);
                    ended.incrementAndGet();
                } catch (InterruptedException e) {
                    interrupted.incrementAndGet();
                } finally {
                    running.decrementAndGet();
                }
            });
        }
    }

    private ForkJoinWorkerThread make(ForkJoinPool of) {
        Thread maker = Thread.currentThread();
        Made thread = new Made(of, maker != submitter && !(maker instanceof ForkJoinWorkerThread));
        made.add(thread);
        return thread;
    }

    private int alive() {
        int count = 0;
        for (Made thread : made) {
            count += thread.isAlive() ? 1 : 0;
        }
        return count;
    }

    private static final class Made extends ForkJoinWorkerThread {
        private final boolean ofAnother;
        private volatile String inherited;

        Made(ForkJoinPool pool, boolean ofAnother) {
            super(pool);
            this.ofAnother = ofAnother;
        }

        @Override
        protected void onStart() {
            super.onStart();
            inherited = INHERITED.get();
        }

        boolean isOfAnother() {
            return ofAnother;
        }
    }
}
