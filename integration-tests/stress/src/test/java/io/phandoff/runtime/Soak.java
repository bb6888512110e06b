// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import io.phandoff.runtime.token.Processor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Everything at once: many workers in random blocking calls, while one thread resizes, one runs safe-point functions, one
 * stops the world, one interrupts. Each checks its own promise; the first broken one ends it.
 */
final class Soak {
    static final int MAX_PROCESSORS = 64;
    /** A worker that the kernel sets aside makes no progress either, and that may take seconds. */
    private static final long MAX_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private static final long LOOK_MILLIS = 1_100;

    /** What is stored with a processor; plain but for the check that it has one user. */
    static final class Slot {
        final AtomicReference<Object> user = new AtomicReference<>();
        long count;
    }

    final Object monitor = new Object();
    final Engine engine;
    final Pool pool;
    final AtomicInteger running = new AtomicInteger();
    volatile boolean stop;
    final AtomicLong resizes = new AtomicLong();
    final AtomicLong safePoints = new AtomicLong();
    final AtomicLong stops = new AtomicLong();
    final AtomicLong givenUp = new AtomicLong();
    final AtomicLong interruptsSent = new AtomicLong();
    final AtomicLong flushed = new AtomicLong();
    private final LocalKey<Slot> key = new LocalKey<>(Slot::new, this::flush);
    private final List<SoakWorker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CountDownLatch failed = new CountDownLatch(1);

    Soak(int workerCount, boolean strict, long seed) {
        SoakSettings settings = new SoakSettings(this);
        engine = new Engine(
                new RuntimeConfig(2, false, 0, 0, 0, strict, 0, TimeUnit.MILLISECONDS.toNanos(10), false),
                new NanoClock.OfJvm(),
                settings,
                settings,
                Thread::getState,
                settings,
                () -> 2);
        pool = new Pool(
                "soak",
                this,
                new QueueDriver(new LinkedBlockingQueue<>(), engine.spares),
                PoolSettings.of(engine.scheduler.config),
                Thread.currentThread(),
                false,
                new AtomicInteger());
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int i = 0; i < workerCount; i++) {
            SoakWorker worker = new SoakWorker(this, seeds.nextLong());
            workers.add(worker);
            threads.add(new Thread(worker, "soak-" + i));
        }
        threads.add(new Thread(repeat(this::resize, 1, seeds.nextLong()), "soak-resize"));
        threads.add(new Thread(repeat(this::safePoint, 3, seeds.nextLong()), "soak-safe-point"));
        threads.add(new Thread(repeat(this::stopTheWorld, 5, seeds.nextLong()), "soak-stop"));
        threads.add(new Thread(repeat(this::interrupt, 2, seeds.nextLong()), "soak-interrupt"));
    }

    /** Runs for a time or until something breaks; what broke, null if nothing. */
    Throwable run(long seconds) throws InterruptedException {
        engine.startThreads();
        threads.forEach(Thread::start);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() - end < 0 && failed.getCount() > 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            checkProgress();
        }
        stop = true;
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
            if (thread.isAlive()) {
                failed(new AssertionError("does not end: " + thread.getName() + " " + List.of(thread.getStackTrace())));
                break;
            }
        }
        for (int i = 0; i < 3_000 && engine.scheduler.overcommitted.get() != 0; i++) {
            TimeUnit.MILLISECONDS.sleep(10); // sysmon counts what it has retaken a moment later
        }
        return failure.get();
    }

    void failed(Throwable cause) {
        failure.compareAndSet(null, cause);
        failed.countDown();
    }

    private void flush(Slot slot) {
        if (!slot.user.compareAndSet(null, this)) {
            failed(new AssertionError("flushed while in use"));
        }
        flushed.getAndAdd(slot.count); // never given back: a use after the flush is found by its user
    }

    Slot slotOf(Worker worker) {
        return key.ofHeld(worker);
    }

    /** When all workers have ended: flushes what is left with the processors; all that was ever flushed. */
    long flushAll() {
        engine.safePoints.forEach(processor -> engine.scheduler.flush(processor.storage()));
        return flushed.get();
    }

    long updates() {
        return workers.stream().mapToLong(worker -> worker.updates.get()).sum();
    }

    long interruptsSeen() {
        return workers.stream().mapToLong(worker -> worker.interruptsSeen.get()).sum();
    }

    /** Who has made no progress is waited for: another one that was set aside may hold a monitor, or the world. */
    private void checkProgress() throws InterruptedException {
        for (SoakWorker worker : workers) {
            while (failed.getCount() > 0
                    && System.nanoTime() - worker.progressAt > TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
                long nanos = System.nanoTime() - worker.progressAt;
                if (nanos > MAX_PAUSE_NANOS) {
                    int index = workers.indexOf(worker);
                    failed(new AssertionError("no progress for " + nanos / 1_000_000 + " ms: soak-" + index + " "
                            + List.of(threads.get(index).getStackTrace()) + " "
                            + engine.scheduler.workers.get(threads.get(index))));
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }

    /** An action of one of the disturbers. */
    private interface Disturbance {
        void run(SplittableRandom random) throws Exception;
    }

    private Runnable repeat(Disturbance disturbance, int everyMillis, long seed) {
        return () -> {
            SplittableRandom random = new SplittableRandom(seed);
            try {
                while (!stop) {
                    disturbance.run(random);
                    TimeUnit.MILLISECONDS.sleep(everyMillis);
                }
            } catch (Throwable e) {
                failed(e);
            }
        };
    }

    private void resize(SplittableRandom random) {
        engine.resizer.resize(1 + random.nextInt(MAX_PROCESSORS));
        resizes.getAndIncrement();
    }

    private void safePoint(SplittableRandom random) {
        AtomicIntegerArray runs = new AtomicIntegerArray(MAX_PROCESSORS);
        AtomicInteger count = new AtomicInteger();
        engine.safePoints.forEach(processor -> {
            int status = Processor.status(processor.state());
            if (status != Processor.STOPPED && status != Processor.SEIZED) {
                failed(new AssertionError("safe-point function on a claimed processor: " + processor));
            }
            runs.getAndIncrement(processor.id());
            count.getAndIncrement();
        });
        for (int id = 0; id < MAX_PROCESSORS; id++) {
            if (runs.get(id) > 1 || (id < count.get() && runs.get(id) == 0)) {
                failed(new AssertionError("safe-point function ran " + runs.get(id) + " times on processor " + id));
            }
        }
        safePoints.getAndIncrement();
    }

    private void stopTheWorld(SplittableRandom random) {
        String inTheWay = engine.worldStop.stop(
                () -> {
                    int still = running.get();
                    if (still != 0) {
                        failed(new AssertionError("workers that run while the world is stopped: " + still));
                    }
                    stops.getAndIncrement();
                },
                TimeUnit.MILLISECONDS.toNanos(50));
        if (inTheWay != null) {
            givenUp.getAndIncrement();
        }
    }

    private void interrupt(SplittableRandom random) {
        int index = random.nextInt(workers.size());
        if (workers.get(index).interruptPending.compareAndSet(false, true)) {
            interruptsSent.getAndIncrement();
            threads.get(index).interrupt();
        }
    }
}
