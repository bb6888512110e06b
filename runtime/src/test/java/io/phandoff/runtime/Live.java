// SPDX-License-Identifier: Apache-2.0
package io.phandoff.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.phandoff.runtime.token.Processor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An engine with its threads, and workers on threads of their own that pass its hooks as rewritten bytecode would. */
final class Live implements AutoCloseable {
    final Engine engine;
    final Pool pool;
    final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();
    private final Object executor = new Object();
    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /** What a thread does. */
    interface Body {
        void run(Worker worker) throws Throwable;
    }

    Live(int processors, boolean strict) {
        this(processors, strict, 10 * Fixture.MS);
    }

    Live(int processors, boolean strict, long sliceNanos) {
        Fixture settings = new Fixture(1, true);
        engine = new Engine(
                new RuntimeConfig(processors, false, 0, 0, 0, strict, 0, sliceNanos, false),
                new NanoClock.OfJvm(),
                (worker, of) -> true,
                new CpuTimes(),
                Thread::getState,
                settings,
                () -> processors);
        pool = engine.pools.getOrMake(
                executor,
                key -> new Pool(
                        "live",
                        key,
                        new QueueDriver(queue, engine.spares),
                        PoolSettings.of(engine.scheduler.config),
                        Thread.currentThread(),
                        false,
                        engine.sparesInAllPools));
        engine.startThreads();
    }

    /** As the agent's probe, so that a hog is told from a thread that stalls. */
    private static final class CpuTimes implements ThreadProbe {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

        @Override
        public long cpuTimeNanos(Thread thread) {
            return threads.getThreadCpuTime(thread.getId());
        }

        @Override
        public boolean inNative(Thread thread) {
            return false;
        }
    }

    /** Starts a worker that is in the middle of a task while the body runs. */
    Thread worker(Body body) {
        return start(() -> {
            Worker worker = new Worker(Thread.currentThread(), pool);
            engine.boundary.workerBegin(worker, true);
            try {
                body.run(worker);
            } finally {
                engine.boundary.workerEnd(worker);
            }
        });
    }

    /** Starts a thread that is no worker. */
    Thread outsider(Body body) {
        return start(() -> body.run(null));
    }

    private interface Task {
        void run() throws Throwable;
    }

    @SuppressWarnings("CatchingUnchecked") // join() throws it
    private Thread start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (Throwable e) {
                failures.add(e);
            }
        });
        thread.setDaemon(true);
        synchronized (threads) {
            threads.add(thread);
        }
        thread.start();
        return thread;
    }

    /** A call that is known to block. */
    void hard(Worker worker, Body call) throws Throwable {
        engine.calls.enterHard(worker, CallKind.PARK);
        try {
            call.run(worker);
        } finally {
            engine.calls.exit(worker);
        }
    }

    /** A call that is usually short. */
    void soft(Worker worker, Body call) throws Throwable {
        engine.calls.enterSoft(worker, CallKind.FILE_READ);
        try {
            call.run(worker);
        } finally {
            engine.calls.exit(worker);
        }
    }

    /** As {@code Processors.exempt()} does. */
    void exempt(Worker worker) {
        worker.exempt++;
        engine.scheduler.release(worker);
    }

    void nextTask(Worker worker) {
        engine.boundary.fetchBegin(worker);
        engine.boundary.fetchEnd(worker, true);
    }

    /** The processor of the fixed set that a worker holds, -1 if it has none. */
    static int processorOf(Worker worker) {
        long holding = worker.holdingOpaque();
        return holding <= 0 ? -1 : Processor.idOf(holding);
    }

    /** Waits for all threads, also those started meanwhile, and throws what one of them has thrown. */
    void join() throws InterruptedException {
        for (int i = 0; ; i++) {
            Thread thread;
            synchronized (threads) {
                if (i == threads.size()) {
                    break;
                }
                thread = threads.get(i);
            }
            thread.join();
        }
        Throwable failure = failures.peek();
        if (failure != null) {
            throw new AssertionError("a thread of the test failed", failure);
        }
    }

    /**
     * Everything was given back and nothing went wrong; after {@link #join}. Waits for sysmon, which may still have in hands what
     * it took from a worker that has ended since.
     */
    void assertQuiet() {
        await().pollDelay(Duration.ZERO).untilAsserted(this::assertQuietNow);
    }

    private void assertQuietNow() {
        assertThat(engine.passThroughReason()).isNull();
        assertThat(engine.scheduler.processors.idle()).isEqualTo(engine.scheduler.processors.count());
        assertThat(engine.scheduler.waits.isEmpty()).isTrue();
        assertThat(engine.scheduler.overcommitted).hasValue(0);
        assertThat(PoolCounts.threads(pool.counts.word())).isZero();
        assertThat(PoolCounts.blocked(pool.counts.word())).isZero();
        assertNoRequests();
    }

    /** Nothing is asked of anybody once an operation is over (World I2). */
    void assertNoRequests() {
        for (int id = 0; id < engine.scheduler.processors.count(); id++) {
            long word = engine.scheduler.processors.get(id).state();
            assertThat(Processor.ask(word)).as("ask of %d", id).isEqualTo(Processor.NOTHING);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // two CPUs, more threads that spin: the others need one
    static void yieldCpu() {
        Thread.yield();
    }

    /** Uses the CPU. */
    static void burn(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        engine.passThrough("end of test", null);
    }
}
